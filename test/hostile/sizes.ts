import type { AttackKind, Dice } from './attack.ts';
import { renderEvilEpisode } from './episode-text.ts';

const LENGTH = 65_000;
const SIGNS = [
  '[',
  '(',
  '<',
  '{',
  '`',
  '*',
  '_',
  ' ',
  '\t',
  '-',
  ':',
  '/',
  '@',
  '.',
  '[](',
  '  \n',
  '<!--',
  '](',
  '://',
  '\\',
];

const fill = (dice: Dice): string => {
  const sign = dice.oneOf(SIGNS);
  return sign.repeat(Math.floor(LENGTH / sign.length));
};
const block = (text: string): string =>
  `|2\n${text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}`;

/** Texts and lists as long as a file may be. */
export const SIZE_ATTACKS = {
  'a text of one sign': (dice) => ({
    changes: [
      {
        path: 'episodes/evil/slow.yaml',
        data: renderEvilEpisode(dice.pick(999), { description: block(fill(dice)) }),
      },
    ],
  }),
  'a title of one sign': (dice) => ({
    changes: [
      {
        path: 'episodes/evil/slow.yaml',
        data: renderEvilEpisode(dice.pick(999), { title: JSON.stringify(fill(dice)) }),
      },
    ],
  }),
  'many former names': (dice) => ({
    changes: [
      {
        path: 'guests/evil-names.yaml',
        data: `name: Names\nformerNames: [${Array.from({ length: 7000 }, (_, n) => `n${n}${dice.pick(9)}`).join(', ')}]\n`,
      },
    ],
  }),
  'lists as long as a file may be': (dice) => ({
    changes: [
      {
        path: 'episodes/evil/lists.yaml',
        data: renderEvilEpisode(dice.pick(999), {
          [dice.oneOf([
            'guests',
            'tags',
            'links',
            'aliases',
            'sponsors',
          ])]: `[${Array.from({ length: 6000 }, (_, n) => `x${n}`).join(', ')}]`,
        }),
      },
    ],
  }),
} satisfies Record<string, AttackKind>;

import type { Attack, AttackKind, Dice } from './attack.ts';
import { renderEvilEpisode } from './episode-text.ts';

const STRANGE = [
  '[Approve here](http://evil.example)',
  '`;rm -rf ~`',
  '$(id)',
  '--help',
  '-rf',
  '%2e%2e%2f',
  "it's ''quoted''",
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'con',
  'a'.repeat(200),
  'e\u0301\u0301\u0301',
  '\u202Egnp.lmay',
  '\uFEFFhidden\u200B',
  '\u{1F600}\u{1F468}\u200D\u{1F469}',
];
const CONTROLS = [
  '\u001b[2J\u001b[31mred',
  'a\nb',
  'a\r::error file=x::y',
  'bell\u0007',
  '\u009b31m',
  'tab\tbed',
  '\u0001',
];
const BYTES = [
  Buffer.from([0xff, 0xfe]),
  Buffer.from('caf\u00e9', 'latin1'),
  Buffer.from([0xed, 0xa0, 0x80]),
];
const FOLDERS = [
  'episodes/evil',
  'guests',
  'shows',
  'sponsors',
  'templates',
  'thumbs',
  '',
  'episodes/evil/deep/er',
];

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

function named(dice: Dice, name: string): Attack {
  const folder = dice.oneOf(FOLDERS);
  const data = folder.startsWith('episodes')
    ? renderEvilEpisode(dice.pick(999))
    : `name: "${dice.pick(99)}"\n`;
  return { changes: [{ path: join(folder, `${name.replaceAll('/', ':')}.yaml`), data }] };
}

const subject =
  (subjects: readonly (string | Buffer)[]): AttackKind =>
  (dice) => ({
    subject: dice.oneOf(subjects),
    changes: [{ path: 'episodes/evil/subject.yaml', data: renderEvilEpisode(dice.pick(999)) }],
  });

/** Names of files, commits, people and things. */
export const NAME_ATTACKS = {
  'a strange file name': (dice) => named(dice, dice.oneOf(STRANGE)),
  'control characters in a file name': (dice) => named(dice, dice.oneOf(CONTROLS)),
  'a file name that is not UTF-8': (dice) => ({
    changes: [
      {
        path: Buffer.concat([Buffer.from('episodes/evil/'), dice.oneOf(BYTES), Buffer.from('.yaml')]),
        data: renderEvilEpisode(1),
      },
    ],
  }),
  'file names that differ in case or in Unicode form': (dice) => ({
    changes: [dice.oneOf(['a', 'e\u0301']), dice.oneOf(['A', '\u00e9'])].map((name, at) => ({
      path: `guests/evil-${name}.yaml`,
      data: `name: Twin ${at}\n`,
    })),
  }),
  'a path inside .git, or above the tree': (dice) => ({
    changes: [
      {
        path: dice.oneOf(['episodes/.git./x.yaml', 'a/..b/x.yaml', 'guests/.hidden.yaml', '~/x.yaml']),
        data: 'x',
      },
    ],
  }),
  'a subject that is Markdown': subject(STRANGE),
  'control characters in a subject': subject([...CONTROLS, 'a\u0000b'.replace('\u0000', '\u0002')]),
  'a subject of 100,000 characters, or none, or no text': subject(['x'.repeat(100_000), '', ...BYTES]),
  'a title that is Markdown, HTML or a command': (dice) => ({
    changes: [
      {
        path: 'episodes/evil/title.yaml',
        data: renderEvilEpisode(dice.pick(999), { title: JSON.stringify(dice.oneOf(STRANGE)) }),
      },
    ],
  }),
  'control characters in a title, a name and a role': (dice) => {
    const text = JSON.stringify(dice.oneOf(CONTROLS));
    return {
      changes: [
        { path: 'episodes/evil/title.yaml', data: renderEvilEpisode(dice.pick(999), { title: text }) },
        { path: 'guests/evil-name.yaml', data: `name: ${text}\nrole: ${text}\nof: ${text}\n` },
      ],
    };
  },
  'ids that are names of JavaScript': (dice) => {
    const id = dice.oneOf(['__proto__', 'constructor', 'tostring', 'hasownproperty', 'valueof']);
    return {
      changes: [
        { path: `guests/${id}.yaml`, data: `name: ${id}\naliases: [__proto__, prototype]\n` },
        {
          path: `episodes/evil/${id}.yaml`,
          data: `${renderEvilEpisode(2, { guests: `[${id}]` })}vars: { __proto__: x }\n`,
        },
      ],
    };
  },
} satisfies Record<string, AttackKind>;

import type { AttackKind } from './attack.ts';
import { renderEvilEpisode } from './episode-text.ts';

const TARGETS = [
  '/etc/passwd',
  '../../../../etc/passwd',
  'evil.yaml',
  '.',
  '..',
  '/dev/zero',
  '/proc/self/environ',
  'x'.repeat(4000),
  '',
];
const COMMIT = '1234567890123456789012345678901234567890';

/** What git can hold beside plain files, and more of them than anybody needs. */
export const TREE_ATTACKS = {
  'a symbolic link': (dice) => ({
    changes: [
      {
        path: dice.oneOf([
          'episodes/evil/link.yaml',
          'guests/evil-link.yaml',
          'shows/evil-link.yaml',
          'templates/evil.liquid',
          'thumbs/evil.png',
        ]),
        mode: '120000',
        data: dice.oneOf(TARGETS),
      },
    ],
  }),
  'a symbolic link in the place of a folder': (dice) => ({
    changes: [
      {
        path: dice.oneOf(['episodes/evil', 'episodes/loop', 'guests/avatars']),
        mode: '120000',
        data: dice.oneOf(TARGETS),
      },
    ],
  }),
  'a submodule in the place of a folder or a file': (dice) => ({
    changes: [
      {
        path: dice.oneOf(['episodes/evil', 'guests/evil.yaml', 'episodes/module']),
        mode: '160000',
        data: COMMIT,
      },
    ],
  }),
  'a file that is executable': () => ({
    changes: [{ path: 'episodes/evil/run.yaml', mode: '100755', data: renderEvilEpisode(4) }],
  }),
  'hundreds of files': (dice) => ({
    changes: Array.from({ length: 200 + dice.pick(400) }, (_, number) => ({
      path: `guests/evil-${number}.yaml`,
      data: number % 2 === 0 ? `name: Guest ${number}\n` : '[',
    })),
  }),
  'a folder of a folder of a folder': () => ({
    changes: [{ path: `episodes/evil/${'d/'.repeat(500)}x.yaml`, data: renderEvilEpisode(5) }],
  }),
  'thousands of files': () => ({
    changes: Array.from({ length: 5000 }, (_, number) => ({ path: `other/${number}`, data: '' })),
  }),
} satisfies Record<string, AttackKind>;

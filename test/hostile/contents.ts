import type { Attack, AttackKind, Dice } from './attack.ts';
import { renderEvilEpisode } from './episode-text.ts';

const KINDS = ['guests/evil-file', 'shows/evil-file', 'sponsors/evil-file', 'episodes/evil/file'];
const at = (dice: Dice, data: string | Buffer): Attack => ({
  changes: [{ path: `${dice.oneOf(KINDS)}.yaml`, data }],
});
const episode = (dice: Dice, lines: Readonly<Record<string, string>>): Attack => ({
  changes: [{ path: 'episodes/evil/content.yaml', data: renderEvilEpisode(dice.pick(999), lines) }],
});

const LAUGHS = Array.from(
  { length: 9 },
  (_, n) =>
    `a${n}: &a${n} [${
      n === 0
        ? 'ha'
        : Array(9)
            .fill(`*a${n - 1}`)
            .join(', ')
    }]\n`,
).join('');
const YAML = [
  LAUGHS,
  'name: &a [*a]\n',
  `name: ${'['.repeat(30_000)}`,
  `name: ${'{a: '.repeat(10_000)}`,
  `${'- '.repeat(20_000)}x`,
  'name: !!js/function "function () { throw 1 }"\n',
  'name: !<tag:yaml.org,2002:binary> AAAA\n',
  '<<: &a { name: x, <<: *a }\n',
  'name: A\nname: B\n',
  '? [a]\n: b\n',
  '---\n---\n---\n',
  '%YAML 9.9\n---\nname: x\n',
  'name: |\n  x\n\ty\n',
  `name: ${'&x '.repeat(500)}y\n`,
  `${'a: 1\n'.repeat(9000)}`,
  'name: 0x1p999\n',
];
const URLS = [
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'file:///etc/passwd',
  'http://127.0.0.1:7233/',
  'https://a@b@c',
  'https://x.example/\u202E',
  `https://x.example/${'a'.repeat(3000)}`,
  'http://[::ffff:127.0.0.1]/',
  '//evil.example',
];
const DATES = [
  '+999999-01-01T00:00:00Z',
  '0000-00-00',
  '-0001-01-01T00:00:00Z',
  '2026-02-30T25:61:61Z',
  'now',
  '1e99',
  '9999-12-31T23:59:59Z',
];
const NUMBERS = [
  '1e309',
  '.nan',
  '-1',
  '99999999999999999999',
  '0x7fffffffffffffff',
  '-0',
  '[]',
  '{}',
  'null',
];

/** What files say: bytes, YAML, values. */
export const CONTENT_ATTACKS = {
  'random bytes': (dice) => at(dice, dice.bytes(1 + dice.pick(5000))),
  'bytes that are no UTF-8, or another encoding': (dice) =>
    at(
      dice,
      dice.oneOf([
        Buffer.from('name: \ud800', 'utf16le'),
        Buffer.from('\ufeffname: A\n'),
        Buffer.from([0, 0, 0]),
        Buffer.from('name: Ren\u00e9e\n', 'latin1'),
      ]),
    ),
  'YAML that is a bomb or nonsense': (dice) => at(dice, dice.oneOf(YAML)),
  'URLs of other kinds': (dice) => {
    const url = JSON.stringify(dice.oneOf(URLS));
    return {
      changes: [
        { path: 'guests/evil-url.yaml', data: `name: Url\nurl: ${url}\nsocial: [${url}]\ngithub: ${url}\n` },
        {
          path: 'episodes/evil/url.yaml',
          data: renderEvilEpisode(3, { guests: '[evil-url]', links: `[${url}]` }),
        },
      ],
    };
  },
  'times that do not exist': (dice) =>
    episode(dice, { scheduledFor: JSON.stringify(dice.oneOf(DATES)), publishAt: dice.oneOf(DATES) }),
  'numbers that are none': (dice) =>
    episode(dice, {
      number: dice.oneOf(NUMBERS),
      duration: dice.oneOf(NUMBERS),
      chapterOffset: dice.oneOf(NUMBERS),
    }),
  'chapters that are wrong': (dice) =>
    episode(dice, {
      chapters: `[${Array.from({ length: 1 + dice.pick(300) }, () => `{ time: "${dice.pick(99)}:${dice.pick(99)}", title: x }`).join(', ')}]`,
    }),
  'a claim of what is another author’s': (dice) =>
    episode(
      dice,
      dice.oneOf([
        { youtube: '{ videoId: vid00000039 }' },
        { id: 'talks/t0039' },
        { aliases: '[talks/t0039, talks/t0001]' },
        { id: 'talks/t0001', youtube: '{ videoId: vid00000039 }' },
      ]),
    ),
  'a circle of shows, guests and sponsors': (dice) => ({
    changes: [
      {
        path: 'shows/evil.yaml',
        data: `name: Evil\nhosts: [evil-a]\ndefaults: { playlists: ["${dice.pick(9)}"], stream: main }\n`,
      },
      { path: 'guests/evil-a.yaml', data: 'name: A\naliases: [evil-a, evil-b]\nformerNames: [A, A]\n' },
      { path: 'guests/evil-b.yaml', data: 'name: B\naliases: [evil-a]\n' },
    ],
  }),
  'wrong types everywhere': (dice) => {
    const value = dice.oneOf(['[]', '{}', '~', '[[[]]]', '{ a: { b: [~] } }', '1', 'true', '"\\u0000"']);
    return episode(dice, {
      title: value,
      guests: value,
      thumbnail: value,
      youtube: value,
      visibility: value,
      tags: value,
    });
  },
} satisfies Record<string, AttackKind>;

import { deflateSync } from 'node:zlib';
import type { Attack, AttackKind, Dice } from './attack.ts';
import { renderEvilEpisode } from './episode-text.ts';

const LIQUID = [
  '{% for i in (1..1000000000) %}x{% endfor %}',
  '{% for i in (1..900) %}{% for j in (1..900) %}{% for k in (1..900) %}x{% endfor %}{% endfor %}{% endfor %}',
  '{{ "now" | date: "%s" }}',
  '{% include "/etc/passwd" %}',
  '{% render "../../../etc/passwd" %}',
  '{% render "evil.liquid" %}',
  '{{ __proto__.constructor.constructor }}',
  '{{ episode.constructor.prototype }}',
  '{% if %}{% endfor %}{{',
  '{% raw %}',
  `${'{% if true %}'.repeat(500)}`,
  '{{ "x" | append: "x" | split: "" | join: "xxxxxxxxxxxx" }}',
  `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`,
  '<script>alert(1)</script>',
];
const HTML = [
  '<script>while (true) {}</script>',
  '<img src="http://169.254.169.254/">',
  '<div style="background: url(file:///etc/passwd)">x</div>',
  `${'<div>'.repeat(2000)}`,
  '<div style="width: 99999999px; height: 99999999px">x</div>',
  '{% for i in (1..10000) %}<div>{{ i }}</div>{% endfor %}',
  '<svg><use href="#a"/></svg>',
];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function renderChunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, sum]);
}

/** A picture that says that it is huge. */
function renderHugePng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    PNG,
    renderChunk('IHDR', header),
    renderChunk('IDAT', deflateSync(Buffer.alloc(100_000))),
  ]);
}

const drawPicture = (dice: Dice): string | Buffer =>
  dice.oneOf<() => string | Buffer>([
    () => renderHugePng(60_000),
    () => Buffer.concat([PNG, dice.bytes(3000)]),
    () => dice.bytes(3000),
    () => '',
    () => '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    () => '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    () => 'GIF89a',
  ])();

const withTemplate = (
  dice: Dice,
  path: string,
  data: string,
  lines: Readonly<Record<string, string>>,
): Attack => ({
  changes: [
    { path, data },
    { path: 'episodes/evil/program.yaml', data: renderEvilEpisode(dice.pick(999), lines) },
  ],
});

/** What is run or drawn: templates and pictures. */
export const PROGRAM_ATTACKS = {
  'a template of a description that never ends, or reaches out': (dice) => {
    const template = dice.oneOf(LIQUID);
    return {
      changes: [
        { path: 'templates/evil.liquid', data: template },
        { path: 'shows/evil-template.yaml', data: 'name: Evil\ndescription: templates/evil.liquid\n' },
        {
          path: 'episodes/evil/program.yaml',
          data: renderEvilEpisode(dice.pick(999), { show: 'evil-template' }),
        },
      ],
    };
  },
  'a template in a title': (dice) => ({
    changes: [
      { path: 'shows/evil-title.yaml', data: `name: Evil\ntitle: ${JSON.stringify(dice.oneOf(LIQUID))}\n` },
      { path: 'episodes/evil/program.yaml', data: renderEvilEpisode(dice.pick(999), { show: 'evil-title' }) },
    ],
  }),
  'a template of a thumbnail that never ends, or reaches out': (dice) =>
    withTemplate(dice, 'templates/thumbnails/evil.html', dice.oneOf(HTML), {
      thumbnail: '{ template: evil }',
    }),
  'a thumbnail that is no picture, or a bomb': (dice) => ({
    changes: [
      { path: 'thumbs/evil.png', data: drawPicture(dice) },
      {
        path: 'episodes/evil/program.yaml',
        data: renderEvilEpisode(dice.pick(999), { thumbnail: '{ file: thumbs/evil.png }' }),
      },
    ],
  }),
  'an avatar that is no picture, or a bomb': (dice) => ({
    changes: [
      { path: 'guests/avatars/evil.png', data: drawPicture(dice) },
      { path: 'guests/evil-face.yaml', data: 'name: Face\navatar: avatars/evil.png\n' },
      {
        path: 'episodes/evil/program.yaml',
        data: renderEvilEpisode(dice.pick(999), { guests: '[evil-face]' }),
      },
    ],
  }),
} satisfies Record<string, AttackKind>;

import { describe, expect, it, test } from 'vitest';
import { problemsOf, renderEpisode } from '../../render/rendering.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { parseCatalog } from '../assemble/parse-catalog.ts';
import { type EpisodeKind, EVERY_KIND, ON_YOUTUBE } from './kinds.ts';

type Written = Readonly<Record<string, unknown>>;

const FILES = {
  'academy.yaml':
    'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\nepisodeUrl: "https://a.example/{{ episode.id }}"\nstreams: { main: Main }\n',
  'guests/bob.yaml': 'name: Bob\nformerNames: [Robert]\n',
  'shows/s.yaml': 'name: S\nhosts: [bob]\ndescription: "{{ vars.level }}"\n',
  'episodes/other.yaml':
    'title: Other\nscheduledFor: 2026-09-01T16:30:00Z\nstream: main\naliases: [old]\nyoutube: { replaces: [taken000001] }\n',
};

const BASE = { title: 'Title', scheduledFor: '2026-09-01T17:00:00Z' };
const VIDEO = { youtube: { videoId: 'video000001' } };
const chapters = (...times: readonly string[]) => ({
  chapters: times.map((time) => ({ time, title: 'T' })),
});
const long = 'x'.repeat(5001);

/** Each fault in one episode, and the kinds for which it is a problem. */
const TABLE: readonly (readonly [ProblemCode, Written, readonly EpisodeKind[]])[] = [
  ['title-too-long', { title: 'x'.repeat(101) }, ON_YOUTUBE],
  ['title-empty', { title: ' ' }, ON_YOUTUBE],
  ['description-too-long', { description: long }, ON_YOUTUBE],
  ['block-dropped', { description: long, overflow: ['text'] }, ON_YOUTUBE],
  ['tags-too-long', { tags: ['x'.repeat(501)] }, ON_YOUTUBE],
  ['too-many-hashtags', { description: '#a '.repeat(61) }, ON_YOUTUBE],
  ['angle-bracket', { description: 'a > b' }, ON_YOUTUBE],
  ['control-character', { description: 'a\u0007b' }, ON_YOUTUBE],
  ['unknown-category', { youtube: { categoryId: 18 } }, ON_YOUTUBE],
  ['unknown-language', { youtube: { language: 'pt-br' } }, ON_YOUTUBE],
  ['unknown-language', { youtube: { audioLanguage: 'pt-br' } }, ON_YOUTUBE],
  ['wrong-value', { localizations: { de: { title: 'T' } } }, ON_YOUTUBE],
  ['wrong-value', { youtube: { language: 'de' }, localizations: { de: { title: 'T' } } }, ON_YOUTUBE],
  ['start-at-epoch', { scheduledFor: '1970-01-01T00:00:00Z' }, ON_YOUTUBE],
  ['chapters-too-few', chapters('00:00'), ON_YOUTUBE],
  ['chapters-start-late', chapters('00:10', '00:20', '00:30'), ON_YOUTUBE],
  ['chapters-unordered', chapters('00:00', '00:20', '00:10'), ON_YOUTUBE],
  ['chapter-too-short', chapters('00:00', '00:20', '00:25'), ON_YOUTUBE],
  ['chapter-beyond-end', { duration: '1m', ...chapters('00:00', '00:20', '01:00') }, ON_YOUTUBE],
  [
    'second-list-of-times',
    { description: '0:00 a\n1:00 b', ...chapters('00:00', '01:00', '02:00') },
    ON_YOUTUBE,
  ],
  ['raw-markdown', { description: '## Heading' }, ON_YOUTUBE],
  ['overridden', { overrides: { title: 'Exact' } }, ON_YOUTUBE],
  ['missing-start', { scheduledFor: undefined }, ['live']],
  ['captions-unshown', { latency: 'ultraLow', captions: 'http' }, ['live']],
  ['streams-overlap', { stream: 'main' }, ['live']],
  ['missing-video', { youtube: {} }, ['video']],
  ['unknown-key', { titel: 'x' }, EVERY_KIND],
  ['wrong-type', { title: 1 }, EVERY_KIND],
  ['unknown-guest', { guests: ['nobody'] }, EVERY_KIND],
  ['unknown-host', { hosts: ['nobody'] }, EVERY_KIND],
  ['unknown-show', { show: 'none' }, EVERY_KIND],
  ['unknown-sponsor', { sponsors: ['nobody'] }, EVERY_KIND],
  ['unknown-stream', { stream: 'side' }, EVERY_KIND],
  ['unknown-template', { thumbnail: { template: 'none' } }, EVERY_KIND],
  ['unreadable-colour', { thumbnail: { background: '#ffffff', text: '#ffffff' } }, EVERY_KIND],
  ['missing-file', { thumbnail: { file: 'none.png' } }, EVERY_KIND],
  ['missing-zone', { scheduledFor: '2026-09-01T17:00' }, EVERY_KIND],
  ['duplicate-video', { youtube: { videoId: 'taken000001' } }, EVERY_KIND],
  ['differs-in-case', { aliases: ['Old'] }, EVERY_KIND],
  ['former-name', { title: 'With Robert' }, EVERY_KIND],
  ['template-error', { show: 's' }, EVERY_KIND],
];

const PATH = 'episodes/one.yaml';

/** JSON is YAML. A `video` names one, unless the row says something about `youtube`. */
function codesOf(kind: EpisodeKind, written: Written): ProblemCode[] {
  const text = JSON.stringify({ ...BASE, kind, ...(kind === 'video' && VIDEO), ...written });
  const files = Object.entries({ ...FILES, [PATH]: text });
  const sources = files.map(([path, content]) => ({ path, text: content, blob: content }));
  const { catalog, problems } = parseCatalog({ commit: 'c0ffee', files: sources, blobs: {} });
  const episode = catalog?.episodes['one'];
  const rendering = catalog && episode && problemsOf(renderEpisode(catalog, episode));
  const own = [...problems, ...(rendering ?? [])].filter((one) => one.path === PATH || one.episode === 'one');
  return own.map(({ code }) => code);
}

test.each(TABLE)('%s is a problem of some kinds only', (code, written, kinds) => {
  expect(EVERY_KIND.filter((kind) => codesOf(kind, written).includes(code))).toEqual(kinds);
});

test.each(EVERY_KIND)('an episode of kind %s without a fault has no problem', (kind) => {
  expect(codesOf(kind, {})).toEqual([]);
});

describe('what is never sent to YouTube', () => {
  it('may be longer than anything on YouTube, in Markdown', () => {
    const notes = `## Show notes\n\n${'- [A link](https://example.org/a>b) and **more**\n'.repeat(200)}`;
    const written = {
      title:
        'A podcast that was never a video, and is named by a title of more than one hundred characters, as here',
      description: notes,
      ...chapters('05:00', '01:00'),
      tags: Array.from({ length: 100 }, (_, index) => `a longer tag ${index}`),
    };
    expect(codesOf('none', written)).toEqual([]);
    expect(codesOf('live', written)).not.toEqual([]);
  });
});

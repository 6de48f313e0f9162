import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../test/support/catalog.ts';
import { alignLists } from './changes/adopt/align.ts';
import { patchWords } from './changes/adopt/patch-words.ts';
import { diffLines } from './changes/plan/diff-lines.ts';
import { diffWords } from './changes/plan/diff-words.ts';
import { parseCatalog } from './content/assemble/parse-catalog.ts';
import { listHandles, listProfileUrls } from './content/catalog/profiles.ts';
import { parseFile } from './content/parse/parse.ts';
import { createNameFinder } from './content/rules/find-names.ts';
import { createFinder } from './content/rules/mentions.ts';
import { parseInline } from './content/show-notes/parse-inline.ts';
import { parseShowNotes } from './content/show-notes/parse-show-notes.ts';
import { normalizeText, parseDescription } from './render/description/marker.ts';
import { countHashtags } from './render/limits/measure.ts';
import { dedupeProblems, problemsOf, renderEpisode } from './render/rendering.ts';
import { describeFound, didYouMean } from './shared/messages.ts';
import { redact } from './shared/redact.ts';
import { holdsControl } from './shared/unprintable.ts';

/**
 * Whatever a stranger writes, however often: the time to read, check and render it grows with the text, and no faster. Times are
 * compared with those for an eighth of the text, as other work takes turns on this machine.
 */
const SIGNS = [
  ...' \t\n-*[](){}<>#!"\'`~:;,./\\|&@%^$+=?_01aAé•日',
  '\r\n',
  '\u00a0',
  '\u0301',
  '\u200b',
  '\u2028',
  '\u2066',
  '\u2069',
  '\ufffd',
  '😀',
];
/** Those that mean something to one parser or another. */
const MEANT = [...' \n-*[]({<#"\'`:,./|&!%a1'];
const PAIRS = MEANT.flatMap((one) => MEANT.map((other) => one + other));

type Take = (text: string) => unknown;

const repeat = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Milliseconds: the least of some runs, and of the clock and the processor, as others use both. */
function measure(take: Take, text: string, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    take(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, performance.now() - start, (user + system) / 1000);
  }
  return best;
}

/** What is slow is slow each time; a busy machine, or the collection of garbage, is not. */
const ROUNDS = [1, 2, 3, 4];

/** The units for which the time grows with more than the text. `floor`: milliseconds that are never too long. */
function listSlow(take: Take, units: readonly string[], length: number, floor: number): string[] {
  const isSlow = (unit: string): boolean => {
    if (measure(take, repeat(unit, length), 1) < floor) return false;
    const long = measure(take, repeat(unit, length), 3);
    return long > floor && long > 20 * measure(take, repeat(unit, length / 8), 3);
  };
  return units.filter((unit) => ROUNDS.every(() => isSlow(unit)));
}

const PERSON = {
  name: 'A. B - C',
  formerNames: ['a a a a b', '[[(', "O'é"],
  handles: ['a'],
  ids: ['a-a'],
  urls: ['https://a.a/a'],
};
const NAMES = [{ name: 'a a a a b' }, { name: '[[(' }, { name: '- - - x' }, { name: 'a' }];
const SETTINGS = { channelId: 'UC', episodeUrl: 'https://a.example/{{ episode.id }}', formerEpisodeUrls: [] };
const ACCOUNT = {
  social: [],
  twitter: undefined,
  bluesky: undefined,
  linkedin: undefined,
  youtube: undefined,
  url: undefined,
};

const LIGHT: Readonly<Record<string, Take>> = {
  describeFound,
  redact,
  holdsControl: (text) => holdsControl(`${text}\u2069`),
  normalizeText,
  countHashtags,
  parseInline,
  parseShowNotes: (text) => parseShowNotes(`---\ntitle: T\n---\n\n# ${text}\n\n- 00:10 ${text}\n`),
  didYouMean: (text) => didYouMean(text, ['title', 'a'.repeat(5000), text.slice(1)]),
  diffWords: (text) => diffWords(text, `x${text}`),
  parseDescription: (description) => parseDescription({ videoId: 'v', description }, SETTINGS),
  listProfileUrls: (text) =>
    [text, `https://github.com/${text}`, `@${text}@${text}`].map((github) => [
      listProfileUrls({ ...ACCOUNT, github, mastodon: github }),
      listHandles({ ...ACCOUNT, github, mastodon: github }),
    ]),
  createFinder: createFinder(PERSON),
  createNameFinder: createNameFinder(NAMES),
};

describe('takes a time that grows with the text', () => {
  it.each(Object.entries(LIGHT))('%s', (_name, take) => {
    expect(listSlow(take, SIGNS, 64_000, 80)).toEqual([]);
    expect(listSlow(take, PAIRS, 4000, 12)).toEqual([]);
  });

  it.each<[string, Take]>([
    ['diffLines', (text) => diffLines(text, text.slice(text.length / 2).toUpperCase())],
    ['alignLists', (text) => alignLists([...text], [...text.toUpperCase(), 'x'], (one) => one)],
    ['patchWords', (text) => patchWords({ type: 'BLOCK_LITERAL', written: `|\n${text}` }, text, `x ${text}`)],
  ])('%s, up to a number of differences', (_name, take) => {
    for (const unit of ['a', 'a ', 'a\n', '- x\n', '\u0301', '\ufffd'])
      expect(measure(take, repeat(unit, 20_000), 2)).toBeLessThan(1500);
  });

  it.each<[string, (text: string) => string]>([
    ['a file of it', (text) => text],
    ['lines of it', (text) => `name: x\n${text.replaceAll(/.{1,2}/gsu, '$&\n')}`],
    ['a key with it', (text) => `name: ${text}\n`],
    ['keys of it', (text) => `name: x\n${text.replaceAll(/.{1,2}/gsu, '$&: 1\n')}`],
    ['a list of it', (text) => `name: x\nsocial: [${text.replaceAll(/.{1,2}/gsu, '$&, ')}]\n`],
  ])('a content file: %s', (_name, write) => {
    const take = (text: string) => parseFile('guest', 'guests/a.yaml', write(text));
    expect(listSlow(take, MEANT, 4000, 60)).toEqual([]);
  });

  it('an academy with it in every text', () => {
    const take = (text: string) => checkAcademy(text);
    expect(listSlow(take, [...SIGNS, '{%', '{{', '{ '], 8000, 200)).toEqual([]);
  });

  it('durations, times and paths', () => {
    const take = (text: string) =>
      ['duration', 'scheduledFor', 'id', 'show', 'language'].map((key) =>
        [`${text}x`, `1h${text}x`].map((value) =>
          parseFile('episode', 'episodes/a.yaml', `title: T\n${key}: ${JSON.stringify(value)}\n`),
        ),
      );
    expect(listSlow(take, SIGNS, 8000, 100)).toEqual([]);
  });
});

/** An academy of which every text is this one, parsed, checked and rendered. */
function checkAcademy(text: string): readonly unknown[] {
  const quoted = JSON.stringify(text);
  const files: Readonly<Record<string, string>> = {
    'academy.yaml': `name: A\nchannelId: UC${'x'.repeat(22)}\nmanage: full\nfooter: ${quoted}\n`,
    'shows/k.yaml': `name: K\ndescription: ${quoted}\ntitle: ${quoted}\n`,
    'guests/ada.yaml': `name: Ada\nrole: ${quoted}\nformerNames: [a a b, "[[", "- -"]\n`,
    'guests/bo.yaml': `name: B. O\nlisted: false\nformerNames: [a a b, "[[", "- -"]\n`,
    'templates/blocks/links.liquid': text,
    'thumbnails/poster.html': `<div>${text}</div>`,
    'episodes/a.yaml': `title: T\nshow: k\nkind: none\ndescription: ${quoted}\nguests: [ada]\nchapters: [{ time: "00:00", title: ${quoted} }]\n`,
    'episodes/b.yaml': `title: T\nstatus: draft\ndescription: ${quoted}\noverrides: { description: ${quoted} }\n`,
    'episodes/c.yaml': `title: T\nstatus: draft\nthumbnail: { template: poster, title: ${quoted} }\nlinks: [{ title: ${quoted}, url: "https://a.example" }]\n`,
    // Its many hashtags make the rules look for the texts they come from.
    'episodes/d.yaml': `title: T\nshow: k\nstatus: draft\noverrides: { title: T, description: "${'#a '.repeat(61)}" }\n`,
  };
  const { catalog, problems } = parseCatalog({
    commit: 'c',
    blobs: {},
    files: Object.entries(files).map(([path, content]) => ({ path, text: content, blob: content })),
  });
  const known = catalog ?? buildCatalog();
  return [
    ...problems,
    ...dedupeProblems(Object.values(known.episodes).flatMap((one) => problemsOf(renderEpisode(known, one)))),
  ];
}

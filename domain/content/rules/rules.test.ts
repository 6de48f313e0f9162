import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { formatEpisodeUrl, parseEpisodeUrl } from '../../shared/episode-url.ts';
import { canonicalLanguage } from '../../shared/youtube-values.ts';
import { parseCatalog } from '../assemble/parse-catalog.ts';
import { checkChange } from './check-change.ts';

type Files = Readonly<Record<string, string>>;
const ACADEMY = 'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\n';

/** `code line` of what is told of one path. */
function tell(files: Files, path: string, firstClaimants: ReadonlyMap<string, string> = new Map()): string[] {
  const sources = Object.entries({ 'academy.yaml': ACADEMY, ...files });
  const { problems } = parseCatalog({
    commit: 'c0ffee',
    files: sources.map(([name, text]) => ({ path: name, text, blob: text })),
    blobs: {},
    firstClaimants,
  });
  return problems.filter((problem) => problem.path === path).map(({ code, line }) => `${code} ${line}`);
}
const EPISODE = 'episodes/a.yaml';
const tellEpisode = (text: string): string[] =>
  tell({ [EPISODE]: `title: A\nscheduledFor: 2026-09-01T17:00:00Z\n${text}` }, EPISODE);
const chapters = (...times: string[]): string =>
  `chapters:\n${times.map((time) => `  - { time: "${time}", title: T }\n`).join('')}`;

describe('chapters', () => {
  it('that YouTube shows are no problem', () => {
    expect(tellEpisode(chapters('00:00', '00:10', '1:02:03'))).toEqual([]);
    expect(tellEpisode('')).toEqual([]);
  });

  it('count as the recording has them, when its start was cut', () => {
    const times = ['00:00', '02:00', '03:00', '04:00'];
    expect(tellEpisode(`chapterOffset: -92s\n${chapters(...times)}`)).toEqual([]);
    expect(tellEpisode(`chapterOffset: -120s\n${chapters(...times)}`)).toEqual([]);
    expect(tellEpisode(`chapterOffset: -3m\n${chapters(...times)}`)).toEqual(['chapters-too-few 5']);
    expect(tellEpisode(`chapterOffset: -115s\n${chapters(...times)}`)).toEqual(['chapter-too-short 6']);
  });

  it('tell every fault at once, each in its line', () => {
    expect(tellEpisode(`duration: 5m\n${chapters('00:01', '00:01', '05:00')}`)).toEqual([
      'chapters-start-late 5',
      'chapters-unordered 6',
      'chapter-beyond-end 7',
    ]);
  });

  it('may be as late as they like when nobody wrote a duration', () => {
    expect(tellEpisode(chapters('00:00', '01:00', '9:00:00'))).toEqual([]);
  });

  it('of an episode that is not on YouTube are its own affair', () => {
    expect(tellEpisode(`kind: none\nduration: 1m\n${chapters('05:00')}`)).toEqual([]);
  });
});

describe('a text', () => {
  const withText = (text: string, more = ''): string[] =>
    tellEpisode(`description: ${JSON.stringify(text)}\n${more}`);
  const three = chapters('00:00', '01:00', '02:00');

  it.each(['00:00 a\n01:00 b', '- 1:02:03 a\n* [02:00] b', '(00:10) a\n • 0:20 b'])(
    '%j is a list of times',
    (text) => {
      expect(withText(text, three)).toEqual(['second-list-of-times 3']);
      expect(withText(text)).toEqual([]);
    },
  );

  it.each(['We start at 17:00\nand end at 18:00', '12:00 is noon', '2026: a year'])('%j is none', (text) => {
    expect(withText(text, three)).toEqual([]);
  });

  it.each(['[a](https://a.example)', '![a](/a.png)', 'a **b** c', 'x\n## Heading', '```\ncode\n```'])(
    '%j is Markdown',
    (text) => {
      expect(withText(text)).toEqual(['raw-markdown 3']);
    },
  );

  it.each(['#kubernetes', 'a * b * c', '2 ** 3', '[sic] (a remark)', '# ', 'snake_case __init__'])(
    '%j is not',
    (text) => {
      expect(withText(text)).toEqual([]);
    },
  );

  it('with a former name is told once the guest has it, not before', () => {
    const files = (formerNames: string) => ({
      [EPISODE]: 'title: With J. R. (Bob) Dobbs\nkind: none\nguests: [bob]\n',
      'guests/bob.yaml': `name: Bob\nformerNames: ${formerNames}\n`,
    });
    expect(tell(files('[]'), EPISODE)).toEqual([]);
    expect(tell(files('["J. R. (Bob) Dobbs"]'), EPISODE)).toEqual(['former-name 1']);
    expect(tell(files('["Dobb", "Bob"]'), EPISODE)).toEqual([]);
  });
});

describe('guests that nobody uses', () => {
  const zoe = { 'guests/zoe.yaml': 'name: Zoe\naliases: [zo]\n' };
  const path = 'guests/zoe.yaml';

  it('are used by a former id, as a host, of a show too', () => {
    expect(tell(zoe, path)).toEqual(['unused-guest 1']);
    expect(tell({ ...zoe, [EPISODE]: 'title: A\nkind: none\nguests: [zo]' }, path)).toEqual([]);
    expect(tell({ ...zoe, [EPISODE]: 'title: A\nkind: none\nhosts: [zoe]' }, path)).toEqual([]);
    expect(tell({ ...zoe, 'shows/s.yaml': 'name: S\nhosts: [zoe]' }, path)).toEqual([]);
  });

  it('are not accused while a file cannot be read, which may name them', () => {
    expect(tell({ ...zoe, [EPISODE]: 'title: "A\nguests: [zoe]' }, path)).toEqual([]);
  });
});

describe('streams', () => {
  const at = (start: string, more = ''): string => `title: A\nscheduledFor: ${start}\nstream: main\n${more}`;
  const academy = { 'academy.yaml': `${ACADEMY}streams: { main: Main }\n` };
  const second = (a: string, b: string): string[] =>
    tell({ ...academy, [EPISODE]: a, 'episodes/b.yaml': b }, 'episodes/b.yaml');

  it('may follow each other at once', () => {
    expect(second(at('2026-09-01T17:00:00Z'), at('2026-09-01T18:00:00Z'))).toEqual([]);
    expect(second(at('2026-09-01T17:00:00Z'), at('2026-09-01T17:59:59Z'))).toEqual(['streams-overlap 2']);
  });

  it('overlap with a long one that began before another', () => {
    const files = {
      ...academy,
      [EPISODE]: at('2026-09-01T10:00:00Z', 'duration: 9h\n'),
      'episodes/b.yaml': at('2026-09-01T11:00:00Z', 'duration: 10m\n'),
      'episodes/c.yaml': at('2026-09-01T15:00:00Z'),
    };
    expect(tell(files, 'episodes/c.yaml')).toEqual(['streams-overlap 2']);
  });

  it('do not overlap with one that was called off', () => {
    const cancelled = at('2026-09-01T17:00:00Z', 'status: cancelled\n');
    expect(second(cancelled, at('2026-09-01T17:00:00Z'))).toEqual([]);
  });
});

describe('markers', () => {
  const ids = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,3}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));

  it('of an id that begins another, or ends it, are never confused', () => {
    const forms = ['https://a.example/{{ episode.id }}', 'https://a.example/{{ episode.id }}/watch'];
    fc.assert(
      fc.property(ids, ids, fc.constantFrom(...forms), (a, b, episodeUrl) => {
        const id = `${a}/${b}`;
        return (
          parseEpisodeUrl(formatEpisodeUrl({ episodeUrl }, id), episodeUrl)?.id === id &&
          parseEpisodeUrl(formatEpisodeUrl({ episodeUrl }, a), episodeUrl)?.id === a
        );
      }),
    );
  });

  const tellForms = (present: string, former: string, id = 'a'): string[] =>
    tell(
      {
        'academy.yaml': `${ACADEMY}episodeUrl: ${present}\nformerEpisodeUrls:\n  - ${former}\n`,
        [`episodes/${id}.yaml`]: 'title: A\nkind: none\n',
      },
      'academy.yaml',
    );

  it('in a former form that an earlier form reads otherwise are told', () => {
    const [plain, watch] = ['https://a.example/{{ episode.id }}', 'https://a.example/watch/{{ episode.id }}'];
    expect(tellForms(plain, watch)).toEqual(['ambiguous-marker 6']);
    expect(tellForms(watch, plain)).toEqual([]);
    expect(tellForms(watch, plain, 'watch/b')).toEqual(['ambiguous-marker 6']);
    expect(tellForms(plain, 'https://old.example/watch/{{ episode.id }}')).toEqual([]);
  });
});

describe('a claim', () => {
  it('of a file that another rule refused is none, whatever their order', () => {
    const refused =
      'title: A\nkind: none\naliases: [old]\nyoutube: { videoId: K72fOdbxXu8 }\nguests: [nobody]\n';
    const good = refused.replace('guests: [nobody]\n', '');
    expect(tell({ 'episodes/a.yaml': refused, 'episodes/b.yaml': good }, 'episodes/b.yaml')).toEqual([]);
    expect(tell({ 'episodes/a.yaml': good, 'episodes/b.yaml': refused }, 'episodes/b.yaml')).toEqual([
      'duplicate-id 3',
      'duplicate-video 4',
      'unknown-guest 5',
    ]);
  });

  it('of a file whose id is taken does not take its video along', () => {
    const body = 'title: A\nkind: none\n';
    const files = {
      'episodes/a.yaml': `${body}id: x\n`,
      'episodes/b.yaml': `${body}id: x\nyoutube: { videoId: K72fOdbxXu8 }\n`,
      'episodes/c.yaml': `${body}youtube: { videoId: K72fOdbxXu8 }\n`,
    };
    const firstClaimants = new Map([['id x', 'episodes/a.yaml']]);
    expect(tell(files, 'episodes/b.yaml', firstClaimants)).toEqual(['duplicate-id 3', 'duplicate-video 4']);
    expect(tell(files, 'episodes/c.yaml', firstClaimants)).toEqual([]);
  });
});

describe('between two commits', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  const past = { scheduledFor: '2026-05-01T12:00:00Z' };
  const codes = (
    base: Parameters<typeof buildCatalog>[0],
    head: Parameters<typeof buildCatalog>[0],
  ): string[] =>
    checkChange({ base: buildCatalog(base), head: buildCatalog(head), now }).map(
      ({ path, code }) => `${path} ${code}`,
    );

  it('a start in the past is no fault of an old episode, a former id, or where nothing is created', () => {
    expect(codes({}, { episodes: { a: past } })).toEqual(['episodes/a.yaml start-in-the-past']);
    expect(codes({ episodes: { a: past } }, { episodes: { a: { ...past, title: 'New' } } })).toEqual([]);
    expect(codes({ episodes: { a: past } }, { episodes: { b: { ...past, aliases: ['a'] } } })).toEqual([]);
    expect(codes({}, { academy: { manage: 'observe' }, episodes: { a: past } })).toEqual([]);
    expect(
      codes({}, { episodes: { a: { ...past, status: 'draft' }, b: { ...past, kind: 'none' } } }),
    ).toEqual([]);
  });

  it('a stream to come that is moved into the past is warned of, and no other', () => {
    const future = { scheduledFor: '2026-07-01T12:00:00Z' };
    const told = ['episodes/a.yaml moved-into-the-past'];
    const move = (before: object, after: object): string[] =>
      codes({ episodes: { a: { ...future, ...before } } }, { episodes: { a: { ...past, ...after } } });
    expect(move({}, {})).toEqual(told);
    expect(move({}, { id: 'a', youtube: { videoId: 'vvvvvvvvvvv' } })).toEqual(told);
    expect(move({ scheduledFor: '2026-05-02T12:00:00Z' }, {})).toEqual([]);
    expect(move({}, { status: 'cancelled' })).toEqual([]);
    expect(move({}, { scheduledFor: '2026-07-02T12:00:00Z' })).toEqual([]);
    expect(move({ status: 'draft' }, {})).toEqual(['episodes/a.yaml start-in-the-past']);
  });

  const [one, two] = [{ scheduledFor: '2026-07-01T12:00:00Z' }, { scheduledFor: '2026-07-02T12:00:00Z' }];
  it.each([
    ['the same title', { ...one, title: 'T' }, { ...two, title: 'T' }, true],
    ['the same start', { ...one, title: 'T' }, { ...one, title: 'U' }, true],
    ['nothing in common', { ...one, title: 'T' }, { ...two, title: 'U' }, false],
    ['a draft that moved', { ...one, title: 'T', status: 'draft' }, { ...one, title: 'T' }, false],
  ])('a file that goes while another comes with %s', (_, before, after, moved) => {
    const told = codes({ episodes: { a: before } }, { episodes: { 's/a': after } });
    expect(told).toEqual(moved ? ['episodes/s/a.yaml moved-without-id'] : []);
    const [base, head] = [
      buildCatalog({ episodes: { a: before } }),
      buildCatalog({ episodes: { 's/a': after } }),
    ];
    expect(checkChange({ base, head, now, unusable: ['episodes/a.yaml'] })).toEqual([]);
  });
});

it.each([
  ['pt-br', 'pt-BR'],
  ['sr-latn', 'sr-Latn'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['es-419', 'es-419'],
])('%s is written %s', (written, canonical) => {
  expect(canonicalLanguage(written)).toBe(canonical);
});

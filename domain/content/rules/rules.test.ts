import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { formatEpisodeUrl, parseEpisodeUrl } from '../../shared/episode-url.ts';
import { canonicalLanguage } from '../../shared/youtube-values.ts';
import { parseCatalog } from '../assemble/parse-catalog.ts';
import { checkChange } from './check-change.ts';

type Files = Readonly<Record<string, string>>;
const ACADEMY = 'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\n';

/** The problems of one path as `code line`. */
function check(
  files: Files,
  path: string,
  firstClaimants: ReadonlyMap<string, string> = new Map(),
): string[] {
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
const checkEpisode = (text: string): string[] =>
  check({ [EPISODE]: `title: A\nscheduledFor: 2026-09-01T17:00:00Z\n${text}` }, EPISODE);
const chapters = (...times: string[]): string =>
  `chapters:\n${times.map((time) => `  - { time: "${time}", title: T }\n`).join('')}`;

describe('chapters', () => {
  it('are no problem if YouTube shows them', () => {
    expect(checkEpisode(chapters('00:00', '00:10', '1:02:03'))).toEqual([]);
    expect(checkEpisode('')).toEqual([]);
  });

  it('are checked as in the recording, if its start was cut', () => {
    const times = ['00:00', '02:00', '03:00', '04:00'];
    expect(checkEpisode(`chapterOffset: -92s\n${chapters(...times)}`)).toEqual([]);
    expect(checkEpisode(`chapterOffset: -120s\n${chapters(...times)}`)).toEqual([]);
    expect(checkEpisode(`chapterOffset: -3m\n${chapters(...times)}`)).toEqual(['chapters-too-few 5']);
    expect(checkEpisode(`chapterOffset: -115s\n${chapters(...times)}`)).toEqual(['chapter-too-short 6']);
  });

  it('are all reported at once, each on its line', () => {
    expect(checkEpisode(`duration: 5m\n${chapters('00:01', '00:01', '05:00')}`)).toEqual([
      'chapters-start-late 5',
      'chapters-unordered 6',
      'chapter-beyond-end 7',
    ]);
  });

  it('may be at any time if the episode has no duration of its own', () => {
    const late = chapters('00:00', '01:00', '9:00:00');
    expect(checkEpisode(late)).toEqual([]);
    const show = 'name: S\ntimezone: Europe/London\ndefaults: { duration: 5m }\n';
    const episode = `title: A\nshow: s\nscheduledFor: 2026-09-01T17:00:00Z\n${late}`;
    expect(check({ 'shows/s.yaml': show, [EPISODE]: episode }, EPISODE)).toEqual([]);
  });

  it('are one problem, however many are behind the end', () => {
    const late = chapters('00:00', '04:00', '05:00', '06:00', '07:00');
    expect(checkEpisode(`duration: 5m\n${late}`)).toEqual(['chapter-beyond-end 7']);
  });

  it('are not checked in an episode that is not on YouTube', () => {
    expect(checkEpisode(`kind: none\nduration: 1m\n${chapters('05:00')}`)).toEqual([]);
  });
});

describe('a text', () => {
  const withText = (text: string, more = ''): string[] =>
    checkEpisode(`description: ${JSON.stringify(text)}\n${more}`);
  const three = chapters('00:00', '01:00', '02:00');

  it.each(['00:00 a\n01:00 b', '- 1:02:03 a\n* [02:00] b', '(00:10) a\n • 0:20 b'])(
    '%j is a list of times',
    (text) => {
      expect(withText(text, three)).toEqual(['second-list-of-times 3']);
      expect(withText(text)).toEqual([]);
    },
  );

  it.each(['We start at 17:00\nand end at 18:00', '12:00 is noon', '2026: a year'])(
    '%j is not a list of times',
    (text) => {
      expect(withText(text, three)).toEqual([]);
    },
  );

  it.each(['[a](https://a.example)', '![a](/a.png)', 'a **b** c', 'x\n## Heading', '```\ncode\n```'])(
    '%j is Markdown',
    (text) => {
      expect(withText(text)).toEqual(['raw-markdown 3']);
    },
  );

  it.each(['#kubernetes', 'a * b * c', '2 ** 3', '[sic] (a remark)', '# ', 'snake_case __init__'])(
    '%j is not Markdown',
    (text) => {
      expect(withText(text)).toEqual([]);
    },
  );

  it('with a former name is reported once the guest lists that name', () => {
    const files = (formerNames: string) => ({
      [EPISODE]: 'title: With J. R. (Bob) Dobbs\nkind: none\nguests: [bob]\n',
      'guests/bob.yaml': `name: Bob\nformerNames: ${formerNames}\n`,
    });
    expect(check(files('[]'), EPISODE)).toEqual([]);
    expect(check(files('["J. R. (Bob) Dobbs"]'), EPISODE)).toEqual(['former-name 1']);
    expect(check(files('["Dobb", "Bob"]'), EPISODE)).toEqual([]);
  });
});

describe('unused guests', () => {
  const zoe = { 'guests/zoe.yaml': 'name: Zoe\naliases: [zo]\n' };
  const path = 'guests/zoe.yaml';

  it('are not those used by a former id, as a host, or by a show', () => {
    expect(check(zoe, path)).toEqual(['unused-guest 1']);
    expect(check({ ...zoe, [EPISODE]: 'title: A\nkind: none\nguests: [zo]' }, path)).toEqual([]);
    expect(check({ ...zoe, [EPISODE]: 'title: A\nkind: none\nhosts: [zoe]' }, path)).toEqual([]);
    expect(check({ ...zoe, 'shows/s.yaml': 'name: S\nhosts: [zoe]' }, path)).toEqual([]);
  });

  it('are not reported while an unreadable file may use them', () => {
    expect(check({ ...zoe, [EPISODE]: 'title: "A\nguests: [zoe]' }, path)).toEqual([]);
  });
});

describe('streams', () => {
  const at = (start: string, more = ''): string => `title: A\nscheduledFor: ${start}\nstream: main\n${more}`;
  const academy = { 'academy.yaml': `${ACADEMY}streams: { main: Main }\n` };
  const second = (a: string, b: string): string[] =>
    check({ ...academy, [EPISODE]: a, 'episodes/b.yaml': b }, 'episodes/b.yaml');

  it('may start when another ends', () => {
    expect(second(at('2026-09-01T17:00:00Z'), at('2026-09-01T18:00:00Z'))).toEqual([]);
    expect(second(at('2026-09-01T17:00:00Z'), at('2026-09-01T17:59:59Z'))).toEqual(['streams-overlap 2']);
  });

  it('overlap with a long one that began earlier than the previous one', () => {
    const files = {
      ...academy,
      [EPISODE]: at('2026-09-01T10:00:00Z', 'duration: 9h\n'),
      'episodes/b.yaml': at('2026-09-01T11:00:00Z', 'duration: 10m\n'),
      'episodes/c.yaml': at('2026-09-01T15:00:00Z'),
    };
    expect(check(files, 'episodes/c.yaml')).toEqual(['streams-overlap 2']);
  });

  it('do not overlap with a cancelled one', () => {
    const cancelled = at('2026-09-01T17:00:00Z', 'status: cancelled\n');
    expect(second(cancelled, at('2026-09-01T17:00:00Z'))).toEqual([]);
  });
});

describe('markers', () => {
  const ids = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,3}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));

  it('are not confused if one id is the beginning or the end of another', () => {
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

  const checkForms = (current: string, former: string, id = 'a'): string[] =>
    check(
      {
        'academy.yaml': `${ACADEMY}episodeUrl: ${current}\nformerEpisodeUrls:\n  - ${former}\n`,
        [`episodes/${id}.yaml`]: 'title: A\nkind: none\n',
      },
      'academy.yaml',
    );

  it('are reported if an earlier form reads a former form as another id', () => {
    const [plain, watch] = ['https://a.example/{{ episode.id }}', 'https://a.example/watch/{{ episode.id }}'];
    expect(checkForms(plain, watch)).toEqual(['ambiguous-marker 6']);
    expect(checkForms(watch, plain)).toEqual([]);
    expect(checkForms(watch, plain, 'watch/b')).toEqual(['ambiguous-marker 6']);
    expect(checkForms(plain, 'https://old.example/watch/{{ episode.id }}')).toEqual([]);
  });
});

describe('a claim', () => {
  it('is ignored in a file that another rule rejected, whatever the order of files', () => {
    const rejected =
      'title: A\nkind: none\naliases: [old]\nyoutube: { videoId: K72fOdbxXu8 }\nguests: [nobody]\n';
    const good = rejected.replace('guests: [nobody]\n', '');
    expect(check({ 'episodes/a.yaml': rejected, 'episodes/b.yaml': good }, 'episodes/b.yaml')).toEqual([]);
    expect(check({ 'episodes/a.yaml': good, 'episodes/b.yaml': rejected }, 'episodes/b.yaml')).toEqual([
      'duplicate-id 3',
      'duplicate-video 4',
      'unknown-guest 5',
    ]);
  });

  it('to a video is ignored in a file whose id belongs to another file', () => {
    const body = 'title: A\nkind: none\n';
    const files = {
      'episodes/a.yaml': `${body}id: x\n`,
      'episodes/b.yaml': `${body}id: x\nyoutube: { videoId: K72fOdbxXu8 }\n`,
      'episodes/c.yaml': `${body}youtube: { videoId: K72fOdbxXu8 }\n`,
    };
    const firstClaimants = new Map([['id x', 'episodes/a.yaml']]);
    expect(check(files, 'episodes/b.yaml', firstClaimants)).toEqual(['duplicate-id 3', 'duplicate-video 4']);
    expect(check(files, 'episodes/c.yaml', firstClaimants)).toEqual([]);
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

  it('accepts a start in the past of an old or renamed episode, or if nothing is created', () => {
    expect(codes({}, { episodes: { a: past } })).toEqual(['episodes/a.yaml start-in-the-past']);
    expect(codes({ episodes: { a: past } }, { episodes: { a: { ...past, title: 'New' } } })).toEqual([]);
    expect(codes({ episodes: { a: past } }, { episodes: { b: { ...past, aliases: ['a'] } } })).toEqual([]);
    expect(codes({}, { academy: { manage: 'observe' }, episodes: { a: past } })).toEqual([]);
    expect(
      codes({}, { episodes: { a: { ...past, status: 'draft' }, b: { ...past, kind: 'none' } } }),
    ).toEqual([]);
  });

  it('warns only of an upcoming stream that is moved into the past', () => {
    const future = { scheduledFor: '2026-07-01T12:00:00Z' };
    const expected = ['episodes/a.yaml moved-into-the-past'];
    const move = (before: object, after: object): string[] =>
      codes({ episodes: { a: { ...future, ...before } } }, { episodes: { a: { ...past, ...after } } });
    expect(move({}, {})).toEqual(expected);
    expect(move({}, { id: 'a', youtube: { videoId: 'vvvvvvvvvvv' } })).toEqual(expected);
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
  ])('compares a removed file with an added one: %s', (_, before, after, moved) => {
    const found = codes({ episodes: { a: before } }, { episodes: { 's/a': after } });
    expect(found).toEqual(moved ? ['episodes/s/a.yaml moved-without-id'] : []);
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
])('writes the language %s as %s', (written, canonical) => {
  expect(canonicalLanguage(written)).toBe(canonical);
});

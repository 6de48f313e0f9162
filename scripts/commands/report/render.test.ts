import { describe, expect, it, test } from 'vitest';
import type { AudienceReport, EpisodeReport } from '../../../domain/render/report/report.ts';
import { findInvisible, HOSTILE } from '../../../test/support/hostile.ts';
import { findMarkup } from '../../../test/support/markdown.ts';
import { renderReportCsv } from './csv.ts';
import { renderReportHtml } from './html.ts';
import { renderReportMarkdown } from './markdown.ts';

const MEASURED: EpisodeReport = {
  id: 'talks/one',
  title: 'One',
  show: 'Talks',
  start: '2026-11-05T18:00:00Z',
  day: '5 November 2026',
  videoId: 'K72fOdbxXu8',
  watchUrl: 'https://www.youtube.com/watch?v=K72fOdbxXu8',
  state: 'measured',
  numbers: { views: 12_345, likes: 67, comments: 0 },
  at: '2026-11-30T12:00:00Z',
  growth: { views: 345, likes: -2, comments: 0 },
  since: '2026-11-01T00:00:05Z',
};
const REPORT: AudienceReport = {
  academy: {
    name: 'Example Academy',
    channelId: 'UCx',
    channelUrl: 'https://www.youtube.com/channel/UCx',
    url: 'https://academy.example',
  },
  subject: { kind: 'sponsor', id: 'cloud', name: 'Example Cloud' },
  at: '2026-11-30T12:00:00Z',
  period: { from: '2026-11-01' },
  timezone: 'Europe/London',
  episodes: [
    MEASURED,
    { ...MEASURED, id: 'talks/gone', title: 'Gone', state: 'gone', at: '2026-11-20T00:00:00Z' },
    { id: 'talks/none', title: 'None', state: 'no-video' },
    { id: 'talks/later', title: 'Later', state: 'to-come', day: '4 December 2026', show: 'Talks' },
  ],
  totals: {
    episodes: 3,
    newEpisodes: 1,
    numbers: { views: 24_690, likes: 134, comments: 0 },
    growth: { views: 690, likes: -4, comments: 0 },
    withoutGrowth: 1,
  },
  trace: [
    { at: '2026-11-01T00:00:05Z', views: 0 },
    { at: '2026-11-15T00:00:05Z', views: 400 },
    { at: '2026-11-30T12:00:00Z', views: 690 },
  ],
};
const reportOf = (text: string): AudienceReport => ({
  ...REPORT,
  academy: { ...REPORT.academy, name: text },
  subject: { ...REPORT.subject, name: text },
  episodes: REPORT.episodes.map((episode) => ({ ...episode, title: text, show: text })),
});
const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];

describe('in HTML', () => {
  const html = renderReportHtml(REPORT);

  it('is a page without script, and without anything that is loaded', () => {
    const links = html.match(/(?:src|href|url)\s*[=(]\s*"?[^" )]*/g) ?? [];
    expect(new Set(links)).toEqual(new Set(['href="https://www.youtube.com/watch?v=K72fOdbxXu8']));
    expect(html).not.toMatch(/<(?:script|img|link|iframe|object|form)|\son\w+=|@import|javascript:/i);
  });

  it('has every number of its charts in a table as well', () => {
    const withoutCharts = html.replace(/<svg[\s\S]*?<\/svg>/g, '');
    expect(html.match(/<svg/g)).toHaveLength(2);
    for (const shown of ['12,345', '+345', '24,690', '+690', '\u22124'])
      expect(withoutCharts).toContain(shown);
    expect(withoutCharts).toContain('no longer on YouTube; numbers of 20 November 2026');
  });

  it.each(HOSTILE)('%j is text wherever it is printed', (text) => {
    const poisoned = renderReportHtml(reportOf(text));
    expect(tagsOf(poisoned)).toEqual(tagsOf(renderReportHtml(reportOf('x'))));
    expect(findInvisible(poisoned.replaceAll('\n', ''))).toEqual([]);
  });
});

describe('in Markdown', () => {
  it('has totals, episodes, what is to come and how to read it', () => {
    expect(renderReportMarkdown(REPORT)).toBe(`# Report for Example Cloud

Example Academy, 30 November 2026: 3 episodes, 1 new.

|  | total | growth since 1 November 2026 |
|---|---:|---:|
| Views | 24,690 | +690 |
| Likes | 134 | \u22124 |
| Comments | 0 | 0 |

| Date | Episode | Views | Growth | Likes | Comments | Watch |
|---|---|---:|---:|---:|---:|---|
| 5 November 2026 | One | 12,345 | +345 | 67 | 0 | [K72fOdbxXu8](https://www.youtube.com/watch?v=K72fOdbxXu8) |
| 5 November 2026 | Gone (no longer on YouTube; numbers of 20 November 2026) | 12,345 | +345 | 67 | 0 | [K72fOdbxXu8](https://www.youtube.com/watch?v=K72fOdbxXu8) |
|  | None (no video is known) | \u2013 | \u2013 | \u2013 | \u2013 |  |

## To come

- 4 December 2026: Later

- Numbers of YouTube on 2026-11-30 12:00 UTC. A dash: YouTube does not say it.
- The growth of 1 episode is not known and not in the total.
- More: \`https://academy.example\`
`);
  });

  it.each(HOSTILE)('%j is text wherever it is printed', (text) => {
    const lines = renderReportMarkdown(reportOf(text)).split('\n');
    expect(lines).toHaveLength(renderReportMarkdown(REPORT).split('\n').length);
    // What begins a block elsewhere does not in a cell.
    const words = lines.flatMap((line) => {
      const text = line
        .replace(/^#+ /, '')
        .replace(/^\|[-:|]+\|$/, '')
        .replace(/\[K72fOdbxXu8\]\([^)]*\)/, 'link');
      return text.startsWith('| ')
        ? text
            .slice(2, -2)
            .split(' | ')
            .map((cell) => `cell ${cell}`)
        : [text];
    });
    expect(findMarkup(words.join('\n'))).toEqual([]);
    expect(findInvisible(words.join(''))).toEqual([]);
  });
});

/** Cells of a record, as a program reads them. */
const readCells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );

describe('in CSV', () => {
  it('is a line for each episode, in one form', () => {
    const [head, first, , none] = renderReportCsv(REPORT).split('\r\n');
    expect(head).toBe(
      'episode,title,show,start,state,video,watch,views,likes,comments,views_growth,likes_growth,comments_growth,growth_since,numbers_at',
    );
    expect(first).toBe(
      'talks/one,One,Talks,2026-11-05T18:00:00Z,measured,K72fOdbxXu8,https://www.youtube.com/watch?v=K72fOdbxXu8,12345,67,0,345,-2,0,2026-11-01T00:00:05Z,2026-11-30T12:00:00Z',
    );
    expect(none).toBe('talks/none,None,,,no-video,,,,,,,,,,');
  });

  it.each([...HOSTILE, '=1+1', '+1', '-1', '@SUM(A1)', 'a,"b"'])('%j is one cell, and no formula', (text) => {
    const lines = renderReportCsv(reportOf(text)).split('\r\n');
    expect(lines).toHaveLength(REPORT.episodes.length + 2);
    for (const line of lines.slice(1, -1)) {
      const cells = readCells(line);
      expect(cells).toHaveLength(15);
      expect(cells[1]).not.toMatch(/^\s*[=+@-]/);
    }
    expect(findInvisible(lines.join(''))).toEqual([]);
  });
});

test('without a known episode it says so in each form', () => {
  const empty: AudienceReport = {
    ...REPORT,
    episodes: [],
    trace: [],
    totals: { episodes: 0, newEpisodes: 0, numbers: {}, withoutGrowth: 0 },
  };
  expect(renderReportHtml(empty)).toContain('No episode so far.');
  expect(renderReportHtml(empty)).not.toContain('<svg');
  expect(renderReportMarkdown(empty)).toContain('0 episodes.\n');
  expect(renderReportCsv(empty).split('\r\n')).toHaveLength(2);
});

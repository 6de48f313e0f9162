import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it, test, vi } from 'vitest';
import type { ReportBlock } from '../contract/reports/block.ts';
import { episodeStartOptions } from '../contract/search-attributes.ts';
import { toStaticSummary, toSummary } from '../contract/summary.ts';
import { renderPlanMarkdown } from '../domain/changes/plan/markdown.ts';
import type { PlanReport } from '../domain/changes/plan/report.ts';
import { type Paint, renderPlanLines } from '../domain/changes/plan/text.ts';
import { printable, printableJson } from '../domain/shared/media/printable.ts';
import { renderShell } from '../domain/shared/media/shell.ts';
import { printLines } from '../domain/shared/media/terminal.ts';
import { type Problem, renderProblemLines } from '../domain/shared/problem.ts';
import { renderAdoptCard } from '../scripts/commands/adopt/card.ts';
import { renderHistory } from '../scripts/commands/history.ts';
import type { ImportedNotes } from '../scripts/commands/import-show-notes/change.ts';
import { renderImport } from '../scripts/commands/import-show-notes/render.ts';
import { renderOverwriteCard } from '../scripts/commands/overwrite/card.ts';
import type { Report } from '../scripts/commands/status/read.ts';
import { renderReport } from '../scripts/commands/status/render.ts';
import { describeDrawn } from '../scripts/commands/thumbnail/report.ts';
import { renderAnnotation } from '../scripts/commands/validate/annotation.ts';
import { CommandError, type Outcome, printError } from '../scripts/lib/outcome.ts';
import type { Preview } from '../scripts/lib/preview-episodes.ts';
import { renderText } from '../scripts/lib/render-blocks.ts';
import { renderDetails } from '../workflows/details/markdown.ts';
import {
  describeEverything,
  FULL_EPISODE,
  FULL_QUOTA,
  FULL_REWRITE,
  FULL_SYNC,
} from './support/every-report.ts';
import { findCiCommands, findInvisible, HOSTILE, poison } from './support/hostile.ts';
import { findMarkup } from './support/markdown.ts';
import { buildReport } from './support/plan-report.ts';

const NAMES = describeEverything('x').map(([name]) => name);

describe.each(NAMES)('%s, with hostile text everywhere', (name) => {
  const describeWith = (text: string) => describeEverything(text).find((one) => one[0] === name)?.[1] ?? [];

  const countLines = (text: string): number => text.split('\n').length;

  it('in the Temporal UI nothing of it is markup', () => {
    const lines = countLines(renderDetails(describeWith('x'), 0));
    for (const text of HOSTILE) {
      const details = renderDetails(describeWith(text), 0);
      expect([...findMarkup(details), ...findInvisible(details)], JSON.stringify(text)).toEqual([]);
      expect(countLines(details), details).toBe(lines);
    }
  });

  it('on a terminal all of it is visible, and it adds no line', () => {
    const lines = countLines(renderText(describeWith('x')));
    for (const text of HOSTILE) {
      const printed = renderText(describeWith(text));
      expect(findInvisible(printed), JSON.stringify(text)).toEqual([]);
      expect(countLines(printed), printed).toBe(lines);
    }
  });
});

test.each(HOSTILE)('the summary and the details of a workflow show %j as code', (text) => {
  const { staticSummary, staticDetails } = episodeStartOptions({ episodeId: text, title: text, guests: [] });
  for (const shown of [staticSummary, staticDetails, toStaticSummary('12 episodes: ', text.repeat(90))]) {
    expect(findMarkup(shown)).toEqual([]);
    expect(findInvisible(shown)).toEqual([]);
  }
  expect(Buffer.byteLength(toStaticSummary('12 episodes: ', text.repeat(90)))).toBeLessThanOrEqual(200);
  expect(findInvisible(toSummary(text))).toEqual([]);
  expect(toSummary(text)).not.toContain('\n');
});

test('a shell takes each word of a command as it was', () => {
  const words = HOSTILE.map((word) => word.replace(/\p{Cs}/gu, '').replaceAll('\u0000', ''));
  const line = renderShell(['printf', '%s\\0', ...words]);
  expect(findInvisible(line)).toEqual([]);
  expect(line).not.toContain('\n');
  const read = execFileSync('bash', ['-c', line], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(words);
});

test('JSON stays exact', () => {
  const json = printableJson(JSON.stringify(HOSTILE, null, 2));
  expect(findInvisible(json)).toEqual([]);
  expect(JSON.parse(json)).toEqual(HOSTILE);
});

test.each(['👩‍💻 ❤️ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'می‌خواهم', 'क्‍ष', 'Ünï 日本語'])(
  '%s is printed as it is',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);

describe.each<[string, (text: string) => string]>([
  ['status', (text) => renderReport(reportOf(text), { now: 0, zone: 'UTC' })],
  ['history', (text) => renderHistory(text, [poison(HISTORY, text, ['cause', 'field'])], false)],
  ['adopt', (text) => printLines(renderAdoptCard([previewOf(text)]))],
  ['overwrite', (text) => printLines(renderOverwriteCard([previewOf(text)]))],
  ['overwrite in colours', (text) => printLines(renderOverwriteCard([previewOf(text)], markTone))],
  ['validate', (text) => printLines(renderProblemLines(problemOf(text)))],
  ['plan', (text) => printLines(renderPlanLines(planOf(text)))],
  ['import', (text) => renderImport([importOf(text)], false)],
  ['thumbnail', (text) => describeDrawn(drawnOf(text)).text],
  ['an error', (text) => catchError(new CommandError(text, [text]))],
])('on a terminal: %s', (_name, render) => {
  it('shows all that others wrote, on as many lines, and gives a CI server no command', () => {
    const lines = render('x').split('\n').length;
    for (const text of HOSTILE) {
      const printed = render(text);
      expect([...findInvisible(printed), ...findCiCommands(printed)], JSON.stringify(text)).toEqual([]);
      expect(printed.split('\n').length, printed).toBe(lines);
    }
  });
});

test('an annotation is the only command of its line, whatever it says', () => {
  for (const text of HOSTILE) {
    const annotation = renderAnnotation(problemOf(text));
    expect(findInvisible(annotation), JSON.stringify(text)).toEqual([]);
    expect(annotation).toMatch(/^::error file=[^:,\n\r]*,line=1,col=2,title=wrong-type::[^\n\r]*$/);
  }
});

test('the Markdown of a plan shows as code or words what others wrote', () => {
  for (const text of HOSTILE) {
    const lines = renderPlanMarkdown(planOf(text)).split('\n');
    const isCode = (at: number): boolean =>
      lines.slice(0, at).filter((line) => /^(`{3,})(diff)?$/.test(line)).length % 2 === 1;
    const words = lines.filter(
      (line, at) => !isCode(at) && !/^(#{3} |`{3,}|<\/?details|> \[!|\|---)/.test(line),
    );
    const found = words.flatMap((line) =>
      findMarkup(line.replace(/^(> |\| \| \|$)/, '').replace(/^\*(live .*)\*$/, '$1')),
    );
    expect([...found, ...findInvisible(lines.join('\n'))], JSON.stringify(text)).toEqual([]);
  }
});

test('a bare string is neither printed nor part of a report', () => {
  const title: string = HOSTILE[0] ?? '';
  // @ts-expect-error it must be made by printLines
  const outcome: Outcome = { code: 0, text: `wrote ${title}`, json: {} };
  // @ts-expect-error it must be a Text
  const block: ReportBlock = { kind: 'paragraph', text: `wrote ${title}` };
  expect([outcome, block]).toHaveLength(2);
});

test('nothing else makes text for a terminal or for the Temporal UI', async () => {
  const sources = (await listSources()).filter(([path]) => !path.endsWith('.test.ts'));
  const found = (pattern: RegExp): string[] =>
    sources.flatMap(([path, source]) => (source.match(pattern) ?? []).map((hit) => `${path}: ${hit}`));
  expect(new Set(found(/as Printed\b/g))).toEqual(new Set(['domain/shared/media/terminal.ts: as Printed']));
  expect(found(/setCurrentDetails\(/g)).toEqual(['workflows/details/show-details.ts: setCurrentDetails(']);
  expect(found(/staticSummary: (?!['"]|toStaticSummary\()/g)).toEqual([]);
  expect(
    found(/\bsummary: `[^`]*\$\{(?!state\.waitingUntil|workflowId|videoId|only\.length|request\.commit)/g),
  ).toEqual([]);
  // What prints must have the type that is printed, or only our own words.
  const prints = found(/console\.\w+\(/g).map((hit) => hit.split(':')[0] ?? '');
  expect([...new Set(prints)].toSorted()).toEqual([
    'scripts/commands/import-channel.ts',
    'scripts/commands/plan.ts',
    'scripts/commands/status.ts',
    'scripts/demo.ts',
    'scripts/lib/confirm.ts',
    'scripts/lib/outcome.ts',
    'scripts/schemas.ts',
    'worker/main.ts',
  ]);
});

const listSources = async (): Promise<[string, string][]> =>
  Promise.all(
    ['contract', 'domain', 'scripts', 'worker', 'workflows'].map((folder) =>
      readdir(folder, { recursive: true }).then((names) => names.map((name) => `${folder}/${name}`)),
    ),
  ).then((folders) =>
    Promise.all(
      folders
        .flat()
        .filter((path) => path.endsWith('.ts'))
        .map(async (path): Promise<[string, string]> => [path, await readFile(path, 'utf8')]),
    ),
  );

const reportOf = (text: string): Report => ({
  address: text,
  namespace: 'default',
  uiUrl: text,
  sync: poison(FULL_SYNC, text, ['reason']),
  rewrite: { ...poison(FULL_REWRITE, text), workflowId: text },
  quota: poison(FULL_QUOTA, text),
  upcoming: { count: 2, episodes: [poison(FULL_EPISODE, text)] },
});

const HISTORY = {
  at: 'a',
  commit: 'c',
  cause: 'direct' as const,
  subject: 's',
  runId: 'r',
  verdict: 'written',
  did: ['title written'],
  writes: [],
  units: 51,
  diffs: [{ field: 'title' as const, before: 'a', after: 'b' }],
};

const previewOf = (text: string): Preview =>
  ({
    target: { episode: { id: text } },
    adoption: poison(
      {
        path: 'p',
        edits: [{ field: 'title' }],
        notAdopted: [{ field: 'tags', why: 'w' }],
        diff: '- a',
        warning: 'w',
        video: { videoId: 'v', title: 't', privacy: 'public', date: 'd' },
        differences: [
          { field: 'title', reason: 'edited', edits: [{ removed: ['a'], added: ['b'] }], more: 2 },
        ],
        overwriteUnits: 51,
      },
      text,
      ['reason', 'diff'],
    ),
  }) as unknown as Preview;

const markTone: Paint = (_tone, text) => printable(text);

const problemOf = (text: string): Problem => ({
  ...poison({ path: 'p', message: 'm', hint: 'h' }, text),
  line: 1,
  column: 2,
  code: 'wrong-type',
});

const planOf = (text: string): PlanReport => {
  const one = { title: 'One', scheduledFor: '2026-07-01T10:00:00Z', guests: ['ann'] };
  const past = { ...one, scheduledFor: '2026-01-01T10:00:00Z', youtube: { videoId: 'K72fOdbxXu8' } };
  const report = buildReport({
    before: { past, gone: past },
    after: { past, new: one, other: { ...past, title: 'Other' } },
    names: ['Ann', 'Bea'],
  });
  const kept = ['kind', 'field', 'name', 'fields', 'owner', 'checksum'];
  return {
    ...poison(report, text, kept),
    gates: [
      { kind: 'identity', changes: [{ key: 'episodeUrl', text }] },
      { kind: 'observe', episodes: [text] },
    ],
  };
};

const importOf = (text: string): ImportedNotes =>
  ({
    ...poison(
      { file: 'f', episode: 'e', changes: [{ path: 'p', action: 'new', notes: ['n'] }], refused: 'r' },
      text,
      ['action'],
    ),
    leftovers: [{ line: 1, text, why: text }],
    faults: [{ line: 1, text, why: text }],
    problems: [problemOf(text)],
  }) as unknown as ImportedNotes;

const drawnOf = (text: string) =>
  ({
    place: text,
    drawn: [
      { kind: 'failed', id: text, path: text, error: text },
      { kind: 'kept', id: text, path: text },
    ],
    sheets: [],
    problems: [problemOf(text)],
  }) as unknown as Parameters<typeof describeDrawn>[0];

function catchError(error: unknown): string {
  const printed: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line));
  printError(error);
  process.exitCode = 0;
  spy.mockRestore();
  return printed.join('\n');
}

import type { Settings } from '../../config/settings.ts';
import { presentOnly } from '../../domain/content/catalog/present-only.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { checkChange } from '../../domain/content/rules/check-change.ts';
import { joinPrinted, type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import { compareProblems, type Problem, renderProblemLines } from '../../domain/shared/problem.ts';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS, JSON_FLAG } from '../lib/flags.ts';
import { findNewProblems } from '../lib/new-problems.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { listProblems, problemsToJson, summarizeProblems } from '../lib/problems.ts';
import { type Content, readCommit, readContent } from '../lib/read-content.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { renderAnnotation } from './validate/annotation.ts';
import { checkPictures } from './validate/check-pictures.ts';

export const command = defineCommand({
  flags: {
    '--base <ref>': 'list only problems that are new since a commit',
    '--format <text|github>': 'github: annotations for a pull request (default: text)',
    ...CONTENT_FLAGS,
    ...JSON_FLAG,
  },
  run: ({ commit, base, format, repository }, env) =>
    validate({ settings: readOwnSettings(env, { repository }), ref: commit, base, format, now: Date.now() }),
});

type Input = {
  readonly settings: Settings;
  /** Check the tree of a commit; undefined: the files on disk. */
  readonly ref?: string | undefined;
  /** List only problems that are new since this commit, and those that only a comparison shows. */
  readonly base?: string | undefined;
  readonly format?: 'text' | 'github' | undefined;
  /** ms since 1970 */
  readonly now: number;
};

/** Lists every problem of the content; 1 when one of them is an error. */
export async function validate({ settings, ref, base, format, now }: Input): Promise<Outcome> {
  // Without a base there is always something to check.
  const started = base === undefined ? startDrawing() : undefined;
  const content = await readContent(settings, ref);
  const { place, commit, catalog } = content;
  const before = base === undefined ? undefined : await readBase(settings, base);
  const pictures = await checkPictures(content, before, { started });
  const all = listProblems(content);
  const listed = before === undefined ? all : compareWithBase(before, { ...content, problems: all }, now);
  const problems = [...listed, ...pictures.problems].toSorted(compareProblems);
  const counts = countRecords(catalog && presentOnly(catalog));
  const { ok, errors, warnings, text } = summarizeProblems(problems);
  const since = before === undefined ? '' : `, new since ${before.place}`;
  const summary = `${text}${since}: ${formatCounts(counts)}, ${place}`;
  return {
    code: ok ? 0 : 1,
    text: print(problems, format, [summary, ...describeUnchecked(pictures.unchecked)]),
    json: {
      ok,
      place,
      commit,
      base: before?.commit,
      counts,
      errors,
      warnings,
      problems: problemsToJson(problems),
      picturesUnchecked: pictures.unchecked,
    },
  };
}

/** Starts while YAML is parsed. It ends with this process, whatever happens. */
function startDrawing(): Thumbnails {
  const thumbnails = createThumbnails();
  thumbnails.start();
  return thumbnails;
}

type Counts = Readonly<Record<'episodes' | 'guests' | 'shows' | 'sponsors', number>>;

/** The numbers of valid records. */
const countRecords = (catalog: Catalog | undefined): Counts => ({
  episodes: Object.keys(catalog?.episodes ?? {}).length,
  guests: Object.keys(catalog?.guests ?? {}).length,
  shows: Object.keys(catalog?.shows ?? {}).length,
  sponsors: Object.keys(catalog?.sponsors ?? {}).length,
});

const formatCounts = ({ episodes, guests, shows, sponsors }: Counts): string =>
  [count(episodes, 'episode'), count(guests, 'guest'), count(shows, 'show'), count(sponsors, 'sponsor')].join(
    ', ',
  );

/** Annotations are commands to GitHub, so only their makers decide what is in them. */
const print = (problems: readonly Problem[], format: Input['format'], end: readonly string[]): Printed =>
  format === 'github'
    ? joinPrinted([...problems.map(renderAnnotation), printLines(end)])
    : printLines([...problems.flatMap((problem) => [...renderProblemLines(problem), '']), ...end]);

const describeUnchecked = (unchecked: number): readonly string[] =>
  unchecked === 0
    ? []
    : [`${count(unchecked, 'picture')} not checked, there are too many: --base REF checks only new ones`];

/** Problems that the base does not have, and those that only a comparison with the base shows. */
function compareWithBase(base: Content, head: Content, now: number): readonly Problem[] {
  const fresh = findNewProblems(listProblems(base), head.problems);
  if (base.catalog === undefined || head.catalog === undefined) return fresh;
  return [...fresh, ...checkChange({ base: base.catalog, head: head.catalog, now })];
}

const readBase = (settings: Settings, base: string): Promise<Content> =>
  readCommit(settings, base).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `--base: ${error.message}; a shallow clone may not have it (actions/checkout: fetch-depth: 0)`,
    );
  });

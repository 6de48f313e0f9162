import type { Catalog } from '../../content/catalog/records.ts';
import { parseFile } from '../../content/parse/parse.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { renderDesired } from '../../render/desired.ts';
import { checkLimits } from '../../render/limits/limits.ts';
import { TemplateProblem } from '../../render/template/template.ts';
import { isError, type Problem } from '../../shared/problem.ts';
import { findStart } from '../../shared/start-time.ts';

/**
 * Whether a proposal prints the text that is on YouTube. same: but for what is not compared, such as line ends and spaces at the
 * ends of lines, so that nothing is written. `place`: the first difference.
 */
export type Proof =
  | { readonly kind: 'equal' }
  | { readonly kind: 'same'; readonly place: LineDifference }
  | { readonly kind: 'different'; readonly place: LineDifference }
  | { readonly kind: 'refused'; readonly why: string };

/** The first line that differs, from 1, as on YouTube and as rendered; undefined: it ends before. */
export type LineDifference = {
  readonly line: number;
  readonly live: string | undefined;
  readonly rendered: string | undefined;
};

/** Renders an episode's file by a catalog and compares it with its text. */
export function proveFile(
  catalog: Catalog,
  {
    path,
    id,
    text,
    live,
  }: { readonly path: string; readonly id: string; readonly text: string; readonly live: string },
): Proof {
  const { record, problems } = parseFile('episode', path, text);
  if (record === undefined)
    return { kind: 'refused', why: problems[0]?.message ?? 'the file would be invalid' };
  const start = findStart(record, catalog.shows[record.show ?? '']?.timezone);
  const episode = {
    ...record,
    id,
    origin: { path, blob: path },
    ...(start && 'start' in start ? start : {}),
  };
  try {
    const desired = renderDesired(catalog, episode);
    const refused = checkLimits({ catalog, episode, desired }).find(isAboutDescription);
    if (refused !== undefined) return { kind: 'refused', why: refused.message };
    return compareTexts(live, normalizeText(desired.body));
  } catch (error) {
    if (error instanceof TemplateProblem) return { kind: 'refused', why: error.message };
    throw error;
  }
}

/** The title and the tags are what they were before. */
const isAboutDescription = (problem: Problem): boolean =>
  isError(problem) && !/^(?:title|tags)-/.test(problem.code);

/** Compares byte for byte, then without what YouTube itself may change. */
export function compareTexts(live: string, rendered: string): Proof {
  if (live === rendered) return { kind: 'equal' };
  const kind = normalizeText(live) === rendered ? 'same' : 'different';
  return { kind, place: findDifference(live, rendered) };
}

export function findDifference(live: string, rendered: string): LineDifference {
  const [a, b] = [live.split('\n'), rendered.split('\n')];
  const found = a.findIndex((line, at) => line !== b[at]);
  const line = found < 0 ? a.length : found;
  return { line: line + 1, live: a[line], rendered: b[line] };
}

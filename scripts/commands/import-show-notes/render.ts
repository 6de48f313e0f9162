import type { Leftover } from '../../../domain/content/show-notes/show-notes.ts';
import { renderProblem } from '../../../domain/shared/problem.ts';
import { count } from '../../lib/outcome.ts';
import type { Change, ImportedNotes } from './change.ts';

/** The report for a terminal: the result for each file of notes, and every line that could not be imported. */
export function renderImport(files: readonly ImportedNotes[], dryRun: boolean): string {
  const parts = files.map((file) => renderFile(file, dryRun));
  const changed = files.flatMap(({ changes }) => changes).some(({ action }) => action !== 'same');
  const next = dryRun
    ? 'Nothing was written: run it again without --dry-run.'
    : 'Check the files and commit them; `npx showrunner plan` then shows what the commit changes on YouTube.';
  return [...parts, ...(changed ? [next] : ['Nothing to write: everything exists already.'])].join('\n\n');
}

function renderFile({ file, episode, ...rest }: ImportedNotes, dryRun: boolean): string {
  const { changes, leftovers, faults, problems, refused } = rest;
  return [
    `${file}${episode === undefined ? '' : `: ${episode}`}`,
    ...(refused === undefined ? [] : [`  not imported: ${refused}`]),
    ...faults.map((fault) => renderLeftover(file, fault)),
    ...problems.map((problem) => indent(renderProblem(problem))),
    ...changes.map((change) => renderChange(change, dryRun)),
    ...(leftovers.length === 0
      ? []
      : [`  ${count(leftovers.length, 'line')} without a place in the content`]),
    ...leftovers.map((leftover) => renderLeftover(file, leftover)),
  ].join('\n');
}

function renderChange({ path, action, notes }: Change, dryRun: boolean): string {
  const words = {
    new: dryRun ? 'would write' : 'wrote',
    merge: dryRun ? 'would add to' : 'added to',
    same: 'unchanged:',
  };
  return [`  ${words[action]} ${path}`, ...notes.map((note) => `    ${note}`)].join('\n');
}

const renderLeftover = (file: string, { line, text, why }: Leftover): string =>
  `    ${file}:${line}  ${why}\n      ${text.length > 160 ? `${text.slice(0, 160)}...` : text}`;

const indent = (text: string): string => text.replace(/^/gm, '    ');

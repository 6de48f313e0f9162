import type { Leftover } from '../../../domain/content/show-notes/show-notes.ts';
import { type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import { renderProblemLines } from '../../../domain/shared/problem.ts';
import { count } from '../../lib/outcome.ts';
import { indent } from '../../lib/render-blocks.ts';
import type { Change, ImportedNotes } from './change.ts';

/** The report for a terminal: the result for each file of notes, and every line that could not be imported. */
export function renderImport(files: readonly ImportedNotes[], dryRun: boolean): Printed {
  const parts = files.map((file) => renderFile(file, dryRun));
  const changed = files.flatMap(({ changes }) => changes).some(({ action }) => action !== 'same');
  const next = dryRun
    ? 'Nothing was written: run it again without --dry-run.'
    : 'Check the files and commit them; `npx showrunner plan` then shows what the commit changes on YouTube.';
  const end = changed ? next : 'Nothing to write: everything exists already.';
  return printLines([...parts.flatMap((lines) => [...lines, '']), end]);
}

function renderFile({ file, episode, ...rest }: ImportedNotes, dryRun: boolean): string[] {
  const { changes, leftovers, faults, problems, refused } = rest;
  return [
    `${file}${episode === undefined ? '' : `: ${episode}`}`,
    ...(refused === undefined ? [] : [`  not imported: ${refused}`]),
    ...faults.flatMap((fault) => renderLeftover(file, fault)),
    ...problems.flatMap((problem) => indent(renderProblemLines(problem), '    ')),
    ...changes.flatMap((change) => renderChange(change, dryRun)),
    ...(leftovers.length === 0
      ? []
      : [`  ${count(leftovers.length, 'line')} without a place in the content`]),
    ...leftovers.flatMap((leftover) => renderLeftover(file, leftover)),
  ];
}

function renderChange({ path, action, notes }: Change, dryRun: boolean): string[] {
  const words = {
    new: dryRun ? 'would write' : 'wrote',
    merge: dryRun ? 'would add to' : 'added to',
    same: 'unchanged:',
  };
  return [`  ${words[action]} ${path}`, ...notes.map((note) => `    ${note}`)];
}

const renderLeftover = (file: string, { line, text, why }: Leftover): string[] => [
  `    ${file}:${line}  ${why}`,
  `      ${text.length > 160 ? `${text.slice(0, 160)}...` : text}`,
];

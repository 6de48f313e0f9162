import { relative } from 'node:path';
import { printLines } from '../../../domain/shared/media/terminal.ts';
import { isError, type Problem, renderProblemLines } from '../../../domain/shared/problem.ts';
import { count, type Outcome } from '../../lib/outcome.ts';
import { problemsToJson } from '../../lib/problems.ts';
import type { Drawn } from './draw.ts';

type Input = {
  readonly place: string;
  readonly drawn: readonly Drawn[];
  readonly sheets: readonly string[];
  /** Problems of the episodes' files. */
  readonly problems: readonly Problem[];
};

/** Lists the pictures with their files, sizes and times; 1 when a picture failed or an episode's file has an error. */
export function describeDrawn({ place, drawn, sheets, problems }: Input): Outcome {
  const ok = !drawn.some(({ kind }) => kind === 'failed') && !problems.some(isError);
  const lines = [
    `from ${place}`,
    ...drawn.map(describePicture),
    ...sheets.map((file) => `${shortenPath(file)}  contact sheet`),
    ...problems.flatMap(renderProblemLines),
    summarize(drawn),
  ];
  const json = { ok, place, pictures: drawn.map(toJson), sheets, problems: problemsToJson(problems) };
  return { code: ok ? 0 : 1, text: printLines(lines), json };
}

function describePicture(one: Drawn): string {
  switch (one.kind) {
    case 'drawn':
      return `${shortenPath(one.file)}  ${one.width}x${one.height}, ${one.bytes.toLocaleString('en-US')} bytes, ${one.milliseconds} ms`;
    case 'same':
      return `${shortenPath(one.file)}  unchanged`;
    case 'kept':
      return `${one.path}: not drawn, \`thumbnail: keep\` keeps the picture on YouTube`;
    case 'failed':
      return `${one.path}: ${one.error}`;
  }
}

/** Relative to the current folder where the file is below it. */
function shortenPath(file: string): string {
  const path = relative('.', file);
  return path.startsWith('..') ? file : path;
}

function summarize(drawn: readonly Drawn[]): string {
  const countOf = (kind: Drawn['kind']): number => drawn.filter((one) => one.kind === kind).length;
  const counts = [`${count(countOf('drawn'), 'picture')} drawn`];
  if (countOf('same') > 0) counts.push(`${countOf('same')} unchanged`);
  if (countOf('kept') > 0) counts.push(`${countOf('kept')} kept`);
  if (countOf('failed') > 0) counts.push(`${countOf('failed')} failed`);
  return counts.join(', ');
}

function toJson(one: Drawn): unknown {
  if (one.kind === 'kept' || one.kind === 'failed') return one;
  const { shows: _shows, ...rest } = one;
  return rest;
}

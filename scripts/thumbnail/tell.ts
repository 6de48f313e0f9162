import { relative } from 'node:path';
import { isError, type Problem, renderProblem } from '../../domain/shared/problem.ts';
import { canvas } from '../../drawing/templates/template.ts';
import { count, type Outcome } from '../outcome.ts';
import type { Drawn } from './draw.ts';

type Work = {
  readonly place: string;
  readonly drawn: readonly Drawn[];
  readonly sheets: readonly string[];
  /** What is wrong with the files of these episodes. */
  readonly problems: readonly Problem[];
};

/** What was drawn, where it is, how large and how fast; 1 where a picture or its episode's file has an error. */
export function tellWork({ place, drawn, sheets, problems }: Work): Outcome {
  const ok = !drawn.some(({ kind }) => kind === 'failed') && !problems.some(isError);
  const lines = [
    ...drawn.map(tellOne),
    ...sheets.map((file) => `${show(file)}  contact sheet`),
    ...problems.map(renderProblem),
    sum(drawn),
  ];
  const json = { ok, place, pictures: drawn.map(toJson), sheets, problems };
  return { code: ok ? 0 : 1, text: [`from ${place}`, ...lines].join('\n'), json };
}

function tellOne(one: Drawn): string {
  switch (one.kind) {
    case 'drawn':
      return `${show(one.file)}  ${size}, ${one.bytes.toLocaleString('en-US')} bytes, ${one.milliseconds} ms`;
    case 'same':
      return `${show(one.file)}  as before`;
    case 'kept':
      return `${one.path}: thumbnail: keep leaves the picture on YouTube as it is, nothing is drawn`;
    case 'failed':
      return `${one.path}: ${one.error}`;
  }
}

const size = `${canvas.width}x${canvas.height}`;

/** As a person can open it from where they stand. */
function show(file: string): string {
  const near = relative('.', file);
  return near.startsWith('..') ? file : near;
}

function sum(drawn: readonly Drawn[]): string {
  const of = (kind: Drawn['kind']): number => drawn.filter((one) => one.kind === kind).length;
  const words = [
    `${count(of('drawn'), 'picture')} drawn`,
    ...(of('same') === 0 ? [] : [`${of('same')} as before`]),
    ...(of('kept') === 0 ? [] : [`${of('kept')} kept`]),
    ...(of('failed') === 0 ? [] : [`${of('failed')} failed`]),
  ];
  return words.join(', ');
}

function toJson(one: Drawn): unknown {
  if (one.kind === 'kept' || one.kind === 'failed') return one;
  const { shows: _shows, ...told } = one;
  return { ...told, width: canvas.width, height: canvas.height };
}

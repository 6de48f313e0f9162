import type { YamlPlaces } from '../yaml/places.ts';
import type { SyntaxFault, YamlValue } from '../yaml/yaml.ts';
import type { Fault } from './issues.ts';

type Input = {
  readonly text: string;
  readonly faults: readonly Fault[];
  readonly yaml: YamlValue;
  readonly places: YamlPlaces;
};

/** Behind a broken place keys may be swallowed or stand in the wrong mapping: only what stands before it is told. */
export function dropDoubtful({ text, faults, yaml, places }: Input): readonly Fault[] {
  const hard = yaml.faults.filter((fault) => !fault.soft).map((fault) => fault.offset);
  if (hard.length === 0) return faults;
  const broken = Math.min(...hard);
  // A value in the same line, around the place, or absent right before it is a part of the same slip.
  const sound = text.slice(0, text.lastIndexOf('\n', broken - 1) + 1).trimEnd().length;
  return faults.filter(({ code, key, part }) => {
    if (code === 'missing-key') return false;
    const offset = places.offsetOf(key, part);
    return part === 'value'
      ? offset < sound && places.read(key).end < broken
      : offset < broken && isWritten(text, offset, key.at(-1));
  });
}

/** The key of a broken mapping may be one that nobody wrote. */
const isWritten = (text: string, offset: number, key: unknown): boolean =>
  text.slice(offset).replace(/^["']/, '').startsWith(String(key));

/** A number that prints otherwise is no news where a text was expected. */
export function findNews(faults: readonly Fault[], places: YamlPlaces): (fault: SyntaxFault) => boolean {
  const told = new Set(faults.map(({ key, part }) => places.offsetOf(key, part)));
  return ({ code, offset }) => code === undefined || !told.has(offset);
}

import type { YamlFault } from '../yaml/fault.ts';
import type { YamlPlaces } from '../yaml/places.ts';
import type { ContentFault } from './schema-faults.ts';

type Input = {
  readonly text: string;
  readonly faults: readonly ContentFault[];
  readonly yamlFaults: readonly YamlFault[];
  readonly places: YamlPlaces;
};

/** After broken YAML, keys may be missing or in the wrong mapping: only the schema faults before it are kept. */
export function dropCascades({ text, faults, yamlFaults, places }: Input): readonly ContentFault[] {
  const broken = Math.min(...yamlFaults.filter(({ soft }) => !soft).map(({ offset }) => offset));
  if (broken === Number.POSITIVE_INFINITY) return faults;
  // A value on the same line, around the place, or missing just before it belongs to the same mistake.
  const sound = text.slice(0, text.lastIndexOf('\n', broken - 1) + 1).trimEnd().length;
  return faults.filter(({ code, key, part }) => {
    if (code === 'missing-key') return false;
    const offset = places.offsetOf(key, part);
    return part === 'value'
      ? offset < sound && places.read(key).end < broken
      : offset < broken && isWritten(text, offset, key.at(-1));
  });
}

/** A broken mapping may have a key that its author did not write. */
const isWritten = (text: string, offset: number, key: unknown): boolean =>
  text.slice(offset).replace(/^["']/, '').startsWith(String(key));

/** If the schema rejects a value, a warning that it prints differently adds nothing. */
export function dropRestated(
  yamlFaults: readonly YamlFault[],
  faults: readonly ContentFault[],
  places: YamlPlaces,
): readonly YamlFault[] {
  const reported = new Set(faults.map(({ key, part }) => places.offsetOf(key, part)));
  return yamlFaults.filter(({ code, offset }) => code === undefined || !reported.has(offset));
}

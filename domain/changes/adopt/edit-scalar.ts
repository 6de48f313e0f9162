import { type Document, isScalar, parseDocument, type Scalar } from 'yaml';
import { YAML_OPTIONS } from '../../content/yaml/options.ts';
import { patchWords } from './patch-words.ts';

/**
 * Changes one text of a YAML file in the style in which its author wrote it: a literal block keeps its lines, any other style
 * keeps everything but the changed words. Undefined if the new text needs another style.
 */
export function patchText(
  text: string,
  path: readonly (string | number)[],
  value: string,
): string | undefined {
  const document = parseDocument(text, YAML_OPTIONS);
  const scalar: unknown = document.getIn(path, true);
  if (!isScalar(scalar) || typeof scalar.value !== 'string') return undefined;
  if (scalar.value === value) return text;
  const patches = [...new Set(listPatches(text, scalar, value))];
  document.setIn(path, value);
  const expected = toJson(document);
  if (expected === undefined) return undefined;
  return patches.find((patch) => toJson(parseDocument(patch, YAML_OPTIONS)) === expected);
}

/** Undefined for a file with a fault, such as a new text that reads as an alias. */
function toJson(document: Document.Parsed): string | undefined {
  try {
    return document.errors.length === 0 ? JSON.stringify(document.toJS()) : undefined;
  } catch {
    return undefined;
  }
}

/** Patches to try: a new character may end the text, or mean something else in its style. */
function* listPatches(text: string, scalar: Scalar, value: string): Generator<string> {
  const [start, end] = scalar.range ?? [0, 0];
  const old = scalar.value;
  if (typeof old !== 'string' || old === value) return;
  const written = text.slice(start, end);
  const { type } = scalar;
  const lines = type === 'BLOCK_LITERAL' ? patchLiteral(written, old, value) : undefined;
  const words = patchWords({ type, written }, old, value);
  for (const next of [lines, words])
    if (next !== undefined) yield text.slice(0, start) + next + text.slice(end);
}

/** A line of a literal block is a line of its value: only the lines that differ are written again. */
function patchLiteral(written: string, old: string, value: string): string | undefined {
  const [header = '', ...lines] = written.split('\n');
  const end = header.endsWith('\r') ? '\r' : '';
  const [before, after] = [old.split('\n'), value.split('\n')];
  const first = before.findIndex((line) => line !== '');
  const width = (lines[first] ?? '').replace(/\r$/, '').length - (before[first] ?? '').length;
  if (first < 0 || width < 1) return undefined;
  const head = countCommon(before, after);
  const tail = countCommon(before.slice(head).reverse(), after.slice(head).reverse());
  const indented = after
    .slice(head, after.length - tail)
    .map((line) => (line === '' ? end : ' '.repeat(width) + line + end));
  return [header, ...lines.slice(0, head), ...indented, ...lines.slice(before.length - tail)].join('\n');
}

/** How many items two lists begin with in common. */
function countCommon(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one[same] === other[same]) same += 1;
  return same;
}

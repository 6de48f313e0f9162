import type { z } from 'zod';
import { freeze } from '../../shared/freeze.ts';
import type { KeyPath, Place, Position } from '../../shared/key-path.ts';
import { clip, describeFault, describeFound } from '../../shared/messages.ts';
import { compareBySeverity, compareProblems, isError, type Problem } from '../../shared/problem.ts';
import { redact } from '../../shared/redact.ts';
import { MAX_ID } from '../schema/common.ts';
import { type Bodies, type Kind, SCHEMAS } from '../schema/kinds.ts';
import type { ParsedYaml, YamlFault } from '../yaml/fault.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { locateYaml, type YamlPlaces } from '../yaml/places.ts';
import { confirmCuts } from './confirm-cuts.ts';
import { dropCascades, dropRestated } from './drop-cascades.ts';
import { describeExpected } from './expected.ts';
import { idOfPath, isId } from './id.ts';
import { type ContentFault, describeIssues } from './schema-faults.ts';
import { checkUnprintable } from './unprintable.ts';

/** One parsed file: a record, or errors; either may have warnings. `place` finds a key in its text. */
export type ParsedFileOf<K extends Kind> = {
  readonly kind: K;
  readonly path: string;
  /** The id from the path. An episode's `id:` is part of its record. */
  readonly id: string;
  /** Names that may refer to it: its id and its former ids; more than those if its YAML is broken. */
  readonly names: readonly string[];
  readonly record?: Bodies[K];
  readonly problems: readonly Problem[];
  readonly place: Place;
  /** About as many characters as it keeps in memory. */
  readonly size: number;
};
export type ParsedFile = ParsedFileOf<Kind>;

/**
 * Parses one content file. Returns all its problems at once, with their places, and a record if none is an error. Never throws,
 * whatever the text. The result is deeply frozen.
 */
export function parseFile<K extends Kind>(kind: K, path: string, text: string): ParsedFileOf<K> {
  const places = locateYaml(text);
  const place = rememberPlaces((key, part) => places.at(places.offsetOf(key, part)));
  const id = idOfPath(kind, path);
  const yaml = readYaml(kind, text);
  const { record, faults: all } = parseRecord(kind, yaml, places);
  const faults = dropCascades({ text, faults: all, yamlFaults: yaml.faults, places });
  const problems = [
    ...dropRestated(yaml.faults, faults, places).map((fault) => syntaxProblem(path, places, fault)),
    ...faults.map((fault) => toProblem(path, place, fault)),
    ...checkFileName(kind, path, id, record),
  ]
    .sort(compareBySeverity)
    .slice(0, MAX_PROBLEMS)
    .sort(compareProblems);
  const usable = record !== undefined && !problems.some(isError);
  const names = listNames(id, text, yaml);
  const size = path.length + text.length;
  return freeze({ kind, path, id, names, ...(usable ? { record } : {}), problems, place, size });
}

function readYaml(kind: Kind, text: string): ParsedYaml {
  const { value, faults } = parseYaml(text);
  return { value, faults: confirmCuts(SCHEMAS[kind], value, faults) };
}

/** For one file. Further problems are reported once these are fixed. */
const MAX_PROBLEMS = 100;

/** The same warnings are reported for every later commit. */
function rememberPlaces(find: Place): Place {
  const known = new Map<string, Position>();
  return (key, part) => {
    const name = JSON.stringify([key, part]);
    const position = known.get(name) ?? find(key, part);
    known.set(name, position);
    return position;
  };
}

type ParsedRecord<K extends Kind> = { readonly record?: Bodies[K]; readonly faults: readonly ContentFault[] };

function parseRecord<K extends Kind>(
  kind: K,
  { value, faults }: ParsedYaml,
  places: YamlPlaces,
): ParsedRecord<K> {
  const schema: z.ZodType<Bodies[K]> = SCHEMAS[kind];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // An unreadable text has a fault already.
    return { faults: value === undefined && faults.length > 0 ? [] : [notAMapping(value)] };
  }
  const result = schema.safeParse(value, { error: describeExpected });
  if (result.success) return { record: result.data, faults: checkUnprintable(kind, value) };
  const sourceOf = (key: KeyPath) => places.read(key).source;
  return { faults: describeIssues({ schema, root: value, sourceOf }, result.error.issues) };
}

/** In broken YAML every word could be a former id, and files that use it must not get a problem for that. */
function listNames(id: string, text: string, { value, faults }: ParsedYaml): string[] {
  if (faults.some(({ soft }) => !soft)) return [id, ...listWords(text)];
  const aliases = typeof value === 'object' && value !== null && 'aliases' in value ? value.aliases : [];
  return [id, ...(Array.isArray(aliases) ? aliases : []).filter((name) => typeof name === 'string')];
}

/** More words than any file of a guest has. */
const MAX_WORDS = 2000;

const listWords = (text: string): readonly string[] =>
  [...new Set(text.match(/[a-z0-9][\w./-]*/g))].slice(0, MAX_WORDS);

const notAMapping = (value: unknown): ContentFault => ({
  key: [],
  part: 'value',
  code: 'not-a-mapping',
  message: describeFault([], 'a mapping of keys to values', describeFound(value)),
});

const syntaxProblem = (path: string, places: YamlPlaces, fault: YamlFault): Problem => {
  const { offset, message, hint, code = 'yaml-syntax' } = fault;
  return { path, ...places.at(offset), code, ...clipMessage(path, message, hint) };
};

/** Adds file, line and column to a fault. */
export function toProblem(path: string, place: Place, fault: ContentFault): Problem {
  const { code, message, hint } = fault;
  return { path, ...place(fault.key, fault.part), code, ...clipMessage(path, message, hint) };
}

const clipMessage = (path: string, message: string, hint: string | undefined) => ({
  message: hideAddress(path, clip(message)),
  ...(hint === undefined ? {} : { hint: hideAddress(path, clip(hint)) }),
});

/** Only there an author may have written the address of a receiver. */
const hideAddress = (path: string, text: string): string => (path === 'academy.yaml' ? redact(text) : text);

function checkFileName(kind: Kind, path: string, id: string, record: object | undefined): Problem[] {
  const pinned = kind === 'episode' && record !== undefined && 'id' in record && record.id !== undefined;
  if (pinned || kind === 'academy' || isId(id)) return [];
  const words =
    id.length > MAX_ID
      ? `an id (the path without folder and extension) of at most ${MAX_ID} characters`
      : 'a file name of lower-case letters and digits, joined by "-", "_" or "."';
  const message = `expected ${words}, found ${describeFound(id)}`;
  const hint = kind === 'episode' ? 'Rename the file, or pin its id with "id:".' : 'Rename the file.';
  return [{ path, line: 1, column: 1, code: 'wrong-value', message, hint }];
}

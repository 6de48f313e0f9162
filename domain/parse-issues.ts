import type { z } from 'zod';
import { findExample, listKeys } from './parse-schema.ts';
import { renderChoice, renderFault, renderFound } from './parse-words.ts';
import type { ProblemCode } from './problem.ts';
import { suggest } from './suggest.ts';
import type { KeyPath, Part } from './yaml-places.ts';

/** A problem of one value before anyone looked where it stands. */
export type Fault = {
  readonly key: KeyPath;
  readonly part: Part;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
};

type Issue = z.core.$ZodIssue;
type Context = { readonly schema: z.core.$ZodType; readonly root: unknown };

/** What zod found in `root`, in our words. The issues come from a parse with `expectWords` as its error map. */
export function toFaults(schema: z.core.$ZodType, root: unknown, issues: readonly Issue[]): Fault[] {
  return issues.flatMap((issue) => toFault({ schema, root }, issue, []));
}

function toFault(context: Context, issue: Issue, prefix: KeyPath): Fault[] {
  const key = [...prefix, ...toKeyPath(issue.path)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => unknownKey(context, [...key, name], name));
  }
  if (issue.code === 'invalid_union') return unionFaults(context, issue, key);
  const found = valueAt(context.root, key);
  if (found === undefined) return [missingKey(context, key, issue.message)];
  const code = issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value';
  return [
    withHint(meant(issue, found), { key, part: 'value', code, message: say(key, issue.message, found) }),
  ];
}

function unknownKey({ schema }: Context, key: KeyPath, name: string): Fault {
  const known = listKeys(schema, key.slice(0, -1));
  const expected = known.length > 8 ? 'a key of this format' : renderChoice(known);
  const message = renderFault(key, expected, JSON.stringify(name));
  return withHint(didYouMean(name, known), { key, part: 'key', code: 'unknown-key', message });
}

function missingKey({ schema }: Context, key: KeyPath, expected: string): Fault {
  const example = findExample(schema, key);
  const hint = example === undefined ? undefined : `For example "${key.at(-1)}: ${write(example)}".`;
  return withHint(hint, { key, part: 'value', code: 'missing-key', message: say(key, expected, undefined) });
}

/** Of a union only the branch that was meant is told: the first that takes a value of this type. */
function unionFaults(context: Context, issue: z.core.$ZodIssueInvalidUnion, key: KeyPath): Fault[] {
  const found = valueAt(context.root, key);
  const fitting = issue.errors.find((branch) => !branch.some((inner) => isOfOtherType(inner, found)));
  if (fitting === undefined) {
    const expected = renderChoice([...new Set(issue.errors.flatMap((branch) => branch[0]?.message ?? []))]);
    const code = found === undefined ? 'missing-key' : 'wrong-type';
    return [{ key, part: 'value', code, message: say(key, expected, found) }];
  }
  return fitting.flatMap((inner) => toFault(context, inner, key));
}

function isOfOtherType(issue: Issue, found: unknown): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof found !== 'string');
}

const meant = (issue: Issue, found: unknown): string | undefined =>
  issue.code === 'invalid_value' && typeof found === 'string'
    ? didYouMean(found, issue.values.map(String))
    : undefined;

/** `Did you mean "thilo-fromm"?`, when something is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = suggest(word, candidates);
  return near === undefined ? undefined : `Did you mean ${JSON.stringify(near)}?`;
}

const withHint = (hint: string | undefined, fault: Fault): Fault =>
  hint === undefined ? fault : { ...fault, hint };
const say = (key: KeyPath, expected: string, found: unknown): string =>
  renderFault(key, expected, renderFound(found));
const write = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const toKeyPath = (path: readonly PropertyKey[]): KeyPath =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

function valueAt(root: unknown, key: KeyPath): unknown {
  return key.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Reflect.get(value, step);
  }, root);
}

import type { z } from 'zod';
import type { KeyPath, Part } from '../../shared/key-path.ts';
import { describeChoice, describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { suggest } from '../../shared/suggestions.ts';
import { findExample, listKeys } from './schema-keys.ts';
import { suggestFix } from './suggestions.ts';

/** A problem with one value, before its place in the file is known. */
export type ContentFault = {
  readonly key: KeyPath;
  readonly part: Part;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
  /** For an unknown key: the key that was probably meant. */
  readonly meant?: string;
};

type Issue = z.core.$ZodIssue;
type Context = {
  readonly schema: z.core.$ZodType;
  readonly root: unknown;
  /** The source of a scalar. */
  readonly sourceOf: (key: KeyPath) => string | undefined;
};

/** Suggestions take time, and thousands of faults say no more than the first hundred. */
const MAX_ISSUES = 100;

/** Turns zod's issues with `root` into faults. The issues come from a parse with `describeExpected` as its error map. */
export function describeIssues(context: Context, issues: readonly Issue[]): ContentFault[] {
  return dropMisspelt(issues.slice(0, MAX_ISSUES).flatMap((issue) => describeIssue(context, issue, [])));
}

/** A misspelt key is not reported as missing too. */
function dropMisspelt(faults: readonly ContentFault[]): ContentFault[] {
  const meant = new Set(
    faults.flatMap(({ code, key, meant }) =>
      code === 'unknown-key' && meant !== undefined ? [JSON.stringify([...key.slice(0, -1), meant])] : [],
    ),
  );
  return faults.filter(({ code, key }) => code !== 'missing-key' || !meant.has(JSON.stringify(key)));
}

function describeIssue(context: Context, issue: Issue, prefix: KeyPath): ContentFault[] {
  const key = [...prefix, ...toKeyPath(issue.path)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_ISSUES).map((name) => unknownKey(context, [...key, name], name));
  }
  if (issue.code === 'invalid_union') return describeUnion(context, issue, key);
  const found = valueAt(context.root, key);
  if (found === undefined) return [missingKey(context, key, issue.message)];
  const isOtherType = issue.code === 'invalid_type';
  const code = isOtherType ? 'wrong-type' : 'wrong-value';
  const wrong = {
    key,
    found,
    ...(isOtherType ? { type: issue.expected } : {}),
    ...readSource(context, key, found),
  };
  if (isPerhapsSecret(key, found)) return [hideValue(key, code, issue.message)];
  const size = issue.code === 'too_big' ? sizeOf(found) : undefined;
  const message = describeFault(
    key,
    issue.message,
    size ?? (isOtherType ? wrong.source : undefined) ?? describeFound(found),
  );
  const hint = size === undefined ? (suggestChoice(issue, found) ?? suggestFix(wrong)) : SHORTEN;
  return [withHint(hint, { key, part: 'value', code, message })];
}

/** Where a name of a variable belongs, an author may have written what belongs into the variable. */
const isPerhapsSecret = ([root, ...path]: KeyPath, found: unknown): boolean =>
  root === 'notify' &&
  typeof found === 'string' &&
  !['events', 'digest', 'to', 'from'].some((open) => path.includes(open));

const hideValue = (key: KeyPath, code: ProblemCode, expected: string): ContentFault => ({
  ...{ key, part: 'value', code, message: describeFault(key, expected, 'a text that may be a secret') },
  hint: 'Addresses with a token, secrets and passwords go into the environment of the worker, and the name of the variable here. If this was one, replace it: it is in git.',
});

const SHORTEN = 'Shorten it: docs/content.md lists the limits.';

/** How long a text or a list is. */
const sizeOf = (found: unknown): string | undefined =>
  typeof found === 'string' || Array.isArray(found) ? String(found.length) : undefined;

/** Not for texts: their source has quotes. */
function readSource({ sourceOf }: Context, key: KeyPath, found: unknown): { readonly source?: string } {
  const source = typeof found === 'string' ? undefined : sourceOf(key);
  return source === undefined || source === '' ? {} : { source };
}

function unknownKey({ schema }: Context, key: KeyPath, name: string): ContentFault {
  const parent = key.slice(0, -1);
  const known = listKeys(schema, parent);
  const expected = known.length > 8 ? 'a key of this format' : describeChoice(known);
  const fault = {
    key,
    part: 'key',
    code: 'unknown-key',
    message: describeFault(key, expected, describeFound(name)),
  } as const;
  if (name === '<<') return { ...fault, hint: 'YAML 1.2 has no merge keys: write the keys out.' };
  if (name === 'url' && known.includes('urlFrom'))
    return {
      ...fault,
      meant: 'urlFrom',
      hint: 'The address is a secret: put it into an environment variable of the worker, and write its name, "urlFrom: SHOWRUNNER_NOTIFY_...". If it was pushed, replace it.',
    };
  const near = suggest(name, known);
  if (near !== undefined) return { ...fault, meant: near, hint: `Did you mean ${JSON.stringify(near)}?` };
  const inside =
    parent.length > 0 ? undefined : known.find((one) => listKeys(schema, [...parent, one]).includes(name));
  if (inside !== undefined) return { ...fault, hint: `It belongs inside "${inside}".` };
  const isAbove = parent.length > 0 && listKeys(schema, []).includes(name);
  return isAbove ? { ...fault, hint: 'It belongs at the root of the file, without indentation.' } : fault;
}

function missingKey({ schema }: Context, key: KeyPath, expected: string): ContentFault {
  const example = findExample(schema, key);
  const hint = example === undefined ? undefined : `For example "${key.at(-1)}: ${formatExample(example)}".`;
  return withHint(hint, {
    key,
    part: 'value',
    code: 'missing-key',
    message: describeFault(key, expected, 'nothing'),
  });
}

/** In a union only the intended branch counts: the first that accepts a value of this type. */
function describeUnion(context: Context, issue: z.core.$ZodIssueInvalidUnion, key: KeyPath): ContentFault[] {
  const found = valueAt(context.root, key);
  const fitting = issue.errors.find((branch) => !branch.some((inner) => isOfOtherType(inner, found)));
  if (fitting === undefined) {
    const expected = describeChoice([...new Set(issue.errors.flatMap((branch) => branch[0]?.message ?? []))]);
    const code = found === undefined ? 'missing-key' : 'wrong-type';
    const wrong = { key, found, type: 'string', ...readSource(context, key, found) };
    const message = describeFault(key, expected, wrong.source ?? describeFound(found));
    const hint = found === undefined ? undefined : suggestFix(wrong);
    return [withHint(hint, { key, part: 'value', code, message })];
  }
  return fitting.flatMap((inner) => describeIssue(context, inner, key));
}

function isOfOtherType(issue: Issue, found: unknown): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof found !== 'string');
}

const suggestChoice = (issue: Issue, found: unknown): string | undefined =>
  issue.code === 'invalid_value' && typeof found === 'string'
    ? didYouMean(found, issue.values.map(String))
    : undefined;

const withHint = (hint: string | undefined, fault: ContentFault): ContentFault =>
  hint === undefined ? fault : { ...fault, hint };
const formatExample = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const toKeyPath = (path: readonly PropertyKey[]): KeyPath =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

function valueAt(root: unknown, key: KeyPath): unknown {
  return key.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Reflect.get(value, step);
  }, root);
}

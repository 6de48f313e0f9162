import { didYouMean } from '../../shared/messages.ts';
import { suggest } from '../../shared/suggestions.ts';
import type { Engine, Scope } from './engine.ts';
import { NoSuchFile } from './files.ts';

/** An error from liquidjs as a message with its place; `file` is the name of the source that it is in. */
export type TemplateFault = {
  readonly message: string;
  readonly hint?: string;
  readonly line: number;
  readonly column: number;
  readonly file?: string;
};

type Thrown = {
  readonly originalError?: unknown;
  readonly token?: { readonly file?: string; getPosition?(): [number, number] };
};

/** Keeps the first line of the message, without the place that liquidjs adds to it. */
export function toTemplateFault(error: unknown, scope: Scope, engine: Engine): TemplateFault {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const firstLine = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const message = firstLine.replace(/(, file:.*)?, line:\d+, col:\d+$/, '');
  const [line, column] = thrown.token?.getPosition?.() ?? [1, 1];
  const { file } = thrown.token ?? {};
  const hint = suggestFix(thrown.originalError ?? error, message, { scope, engine });
  return { message, line, column, ...(file && { file }), ...(hint && { hint }) };
}

type Known = { readonly scope: Scope; readonly engine: Engine };

function suggestFix(cause: unknown, message: string, { scope, engine }: Known): string | undefined {
  if (cause instanceof NoSuchFile) return cause.hint;
  const [, kind, name = ''] = /^undefined (variable|filter): (\S+)$/.exec(message) ?? [];
  if (kind === 'variable') return suggestVariable(name, scope);
  if (kind === 'filter') return didYouMean(name, engine.filters);
  const tag = /^tag "(.+)" not found$/.exec(message)?.[1];
  return tag === undefined ? undefined : didYouMean(tag, engine.tags);
}

/** For `episode.tilte`: the most similar name that `episode` has. */
function suggestVariable(name: string, scope: Scope): string | undefined {
  const steps = name.split('.');
  const parent = steps.slice(0, -1).reduce<unknown>(readOwn, scope);
  if (typeof parent !== 'object' || parent === null || Array.isArray(parent)) return undefined;
  const last = steps.at(-1) ?? '';
  const near = suggest(last, Object.keys(parent));
  if (near !== undefined) return `Did you mean "${[...steps.slice(0, -1), near].join('.')}"?`;
  return steps.length === 2 && steps[0] === 'vars' ? VARS : undefined;
}

const VARS =
  'Write it under "vars" of the show or of the episode, or give it a default: {{ vars.name | default: "a text" }}.';

const readOwn = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

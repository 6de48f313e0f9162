import { didYouMean } from '../../shared/messages.ts';
import { suggest } from '../../shared/suggestions.ts';
import type { Engine, Scope } from './engine.ts';
import { NoSuchFile } from './files.ts';

/** What liquidjs threw, in our words; `file` is the name of the source in whose text it stands. */
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

/** The first line of a message without liquidjs' own words about the place. */
export function explainFault(error: unknown, scope: Scope, engine: Engine): TemplateFault {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const message = said.replace(/(, file:.*)?, line:\d+, col:\d+$/, '');
  const [line, column] = thrown.token?.getPosition?.() ?? [1, 1];
  const { file } = thrown.token ?? {};
  const hint = suggestCure(thrown.originalError ?? error, message, { scope, engine });
  return { message, line, column, ...(file && { file }), ...(hint && { hint }) };
}

type Known = { readonly scope: Scope; readonly engine: Engine };

function suggestCure(cause: unknown, message: string, { scope, engine }: Known): string | undefined {
  if (cause instanceof NoSuchFile) return cause.hint;
  const [, kind, name = ''] = /^undefined (variable|filter): (\S+)$/.exec(message) ?? [];
  if (kind === 'variable') return suggestName(name, scope);
  if (kind === 'filter') return didYouMean(name, engine.filters);
  const tag = /^tag "(.+)" not found$/.exec(message)?.[1];
  return tag === undefined ? undefined : didYouMean(tag, engine.tags);
}

/** `episode.tilte`: the nearest of the names that `episode` has. */
function suggestName(name: string, scope: Scope): string | undefined {
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

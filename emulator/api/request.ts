import type { OtherChannel } from '../state/rows.ts';
import type { World } from '../world.ts';
import { badRequest } from './errors.ts';
import type { Media, MediaRule } from './media.ts';

/** One API call, read completely before it runs. */
export type ApiRequest = {
  readonly query: URLSearchParams;
  /** The JSON resource without its nulls; absent when none was sent. */
  readonly body: unknown;
  readonly media?: Media;
  /** Of the token, if it is not of this channel. */
  readonly otherChannel?: OtherChannel;
  /** `http://127.0.0.1:PORT`, as in the request: pictures are served there. */
  readonly origin: string;
};

export type ApiAnswer = {
  /** Default 200. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log of calls. */
  readonly videoId?: string;
  /** The call was answered, and has changed nothing yet. */
  readonly applied?: false;
};

export type Endpoint = {
  readonly method: string;
  readonly http: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/youtube/v3/`. */
  readonly path: string;
  /** Synchronous: nothing happens between its reads and its writes. */
  readonly handle: (world: World, request: ApiRequest) => ApiAnswer;
  /** Of a method that takes a file. */
  readonly media?: MediaRule;
  /** Checks all but the file, before a resumable upload of it begins. */
  readonly check?: (world: World, request: ApiRequest) => void;
};

/** Lists come as `part=a&part=b` and as `part=a,b`. */
function readList(query: URLSearchParams, name: string): string[] {
  const values = query.getAll(name).flatMap((value) => value.split(','));
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

export function readRequired(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '')
    throw badRequest('missingRequiredParameter', `Required parameter: ${name}`, 'youtube.parameter');
  return value;
}

/** The requested parts; `known` are those of the resource. */
export function readParts(query: URLSearchParams, known: readonly string[]): ReadonlySet<string> {
  const parts = readList(query, 'part');
  if (parts.length === 0) readRequired(query, 'part');
  const unknown = parts.filter((part) => !known.includes(part));
  if (unknown.length > 0) throw badRequest('unknownPart', unknown.join(','), 'youtube.part');
  return new Set(parts);
}

const BOOLEANS = new Set(['mine', 'managedByMe', 'mySubscribers']);

/** Whether a filter is set: a boolean one by `true`, any other by being there. */
function isSet(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  if (value === null || !BOOLEANS.has(name)) return value !== null;
  if (value === 'true' || value === 'false') return value === 'true';
  throw badRequest('invalidParameter', `Invalid boolean value: '${value}' for ${name}.`, 'youtube.parameter');
}

/** Exactly one of the named filters, as all lists require. `missing` is the reason when there is none. */
export function readFilter(
  query: URLSearchParams,
  names: readonly string[],
  missing = 'missingRequiredParameter',
): string {
  const given = names.filter((name) => isSet(query, name));
  const [filter] = given;
  if (filter === undefined) {
    const message = `No filter selected. Expected one of: ${names.join(', ')}`;
    throw badRequest(missing, message, 'youtube.parameter');
  }
  if (given.length > 1) {
    const message = `Incompatible parameters specified in the request: ${given.join(', ')}`;
    throw badRequest('incompatibleParameters', message, 'youtube.parameter');
  }
  return filter;
}

/** At most 50 ids. */
export function readIds(query: URLSearchParams): string[] {
  const ids = readList(query, 'id');
  if (ids.length > 50)
    throw badRequest(
      'invalidParameter',
      `Invalid value for id: ${ids.length} ids, at most 50.`,
      'youtube.parameter',
    );
  return [...new Set(ids)];
}

/** Picks the named parts of a resource. */
export function pickParts(
  parts: ReadonlySet<string>,
  all: Readonly<Record<string, () => unknown>>,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [part, render] of Object.entries(all)) if (parts.has(part)) picked[part] = render();
  return picked;
}

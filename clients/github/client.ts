import { Octokit } from '@octokit/rest';
import { Failure } from '../../domain/shared/failure.ts';
import type { HostCall } from '../commit-host.ts';
import { type HostAnswer, type HostRequest, toHostFailure } from '../host-failure.ts';
import { apiUrlOf, type GitHubRepository } from './address.ts';

/** What every call is given: the repository, and how it is sent. */
export type RequestOptions = {
  readonly at: { readonly owner: string; readonly repo: string };
  readonly http: {
    readonly headers: Readonly<Record<string, string>>;
    readonly request: { readonly signal: AbortSignal };
  };
};

type Answer<T> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: T;
};

export type GitHubRequest<T> = {
  /** For its error: `set the status of commit 0123456789`. */
  readonly what: string;
  readonly writes?: boolean;
  readonly send: (api: Octokit['rest'], options: RequestOptions) => Promise<Answer<T>>;
};

export type ClientOptions = {
  /** The page of the host: `https://github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly repository: GitHubRepository;
  readonly advice: HostRequest['advice'];
  /** Called before each request. @returns the value of the header `authorization` */
  readonly authorize: (call: Pick<HostCall, 'signal'>) => Promise<string>;
  /** Called when GitHub refused what `authorize` returned. */
  readonly forget?: () => void;
};

/** One repository at GitHub. */
export type GitHubClient = ReturnType<typeof createClient>;

/** Milliseconds for one call. */
const TIMEOUT_MS = 20_000;

const API_VERSION = '2022-11-28';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Connects to nothing yet. */
export function createClient({ url, repository, advice, authorize, forget }: ClientOptions) {
  const host = `GitHub (${describePlace(url, repository)})`;
  const octokit = new Octokit({
    baseUrl: apiUrlOf(url),
    userAgent: 'showrunner',
    log: SILENT,
    request: { log: SILENT, redirect: 'manual' },
  });
  return {
    /** Sends one call and answers its data and the time at GitHub, in ms since 1970. @throws Failure */
    async send<T>(
      { what, writes = false, send }: GitHubRequest<T>,
      call: Pick<HostCall, 'signal'>,
    ): Promise<{ readonly data: T; readonly now: number }> {
      try {
        const headers = { authorization: await authorize(call), 'x-github-api-version': API_VERSION };
        const signal = AbortSignal.any([call.signal, AbortSignal.timeout(TIMEOUT_MS)]);
        const answer = await send(octokit.rest, {
          at: { owner: repository.owner, repo: repository.name },
          http: { headers, request: { signal } },
        });
        // A redirect is not followed: it may lead to another host, and fetch makes a GET of a POST.
        if (answer.status >= 300)
          throw Object.assign(new Error(), { status: answer.status, response: answer });
        if (typeof answer.data !== 'object') throw new Error('the answer is not JSON');
        return { data: answer.data, now: readDate(answer) };
      } catch (error) {
        if (error instanceof Failure) throw error;
        const answer = readAnswer(error);
        if (answer.status === 401) forget?.();
        throw toHostFailure(answer, { host, what, writes, advice });
      }
    },
  };
}

export const describePlace = (url: string, { owner, name }: GitHubRepository): string =>
  `${owner}/${name} on ${new URL(url).host}`;

const readDate = ({ headers }: Pick<Answer<unknown>, 'headers'>): number => {
  const at = Date.parse(String(headers['date']));
  return Number.isNaN(at) ? Date.now() : at;
};

/** What Octokit throws has the request with its headers, so nothing but this is kept of it. */
function readAnswer(error: unknown): HostAnswer {
  const { message, status, response } = error as {
    readonly message?: string;
    readonly status?: number;
    readonly response?: { readonly headers: HostAnswer['headers']; readonly data?: unknown };
  };
  // Octokit gives an error without an answer the status 500.
  if (response === undefined || status === undefined) return { headers: {}, said: message ?? '' };
  return { status, headers: response.headers, said: readSaid(response.data) };
}

/** A proxy in between answers with a page, which says nothing to a reader. */
function readSaid(data: unknown): string {
  const { message, errors } = (typeof data === 'object' && data !== null ? data : {}) as {
    readonly message?: unknown;
    readonly errors?: unknown;
  };
  const details = (Array.isArray(errors) ? errors : []).map((one: unknown) =>
    typeof one === 'string' ? one : String((one as { message?: unknown } | null)?.message ?? ''),
  );
  return [typeof message === 'string' ? message : '', ...details].filter((text) => text !== '').join(': ');
}

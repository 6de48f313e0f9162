import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { hideSecret } from '../../domain/shared/redact.ts';
import {
  type CommitHost,
  type CommitStatus,
  compareStatus,
  type HostCall,
  type LatestStatus,
  STATUS_CONTEXT,
  type StatusOutcome,
} from '../commit-host.ts';
import { type HostAnswer, toHostFailure } from '../host-failure.ts';

export type GitLabOptions = {
  /** `https://gitlab.com`, or the page of another GitLab. */
  readonly url: string;
  /** `group/subgroup/name` */
  readonly project: string;
  readonly token: string;
  /** The branch that is followed. */
  readonly branch: string;
};

const ADVICE = {
  credentials: 'Set SHOWRUNNER_GITLAB_TOKEN to a token that is valid, and restart the worker.',
  permission:
    'The token needs the scope api and the role Developer; for a protected branch, a role that may push to it.',
  address: 'Set SHOWRUNNER_GITLAB_PROJECT to the project as it is called now.',
};

/** Milliseconds for one call. */
const TIMEOUT_MS = 20_000;

/** GitLab as the host of commits: statuses only. Calls nothing yet. */
export function createGitLab(options: GitLabOptions): CommitHost {
  hideSecret(options.token);
  return {
    place: `${options.project} on ${new URL(options.url).host}`,
    maxDescription: 255,
    setStatus: (status, call) => setStatus(options, status, call),
  };
}

async function setStatus(
  options: GitLabOptions,
  status: CommitStatus,
  call: HostCall,
): Promise<StatusOutcome> {
  const { latest, now } = await readStatus(options, status.commit, call);
  const outcome = compareStatus(status, latest, now - call.ageMs);
  if (outcome !== 'written') return outcome;
  try {
    await createStatus(options, status, call);
    return outcome;
  } catch (error) {
    // It says so of a status that is "pending" already, whatever its description is.
    if (error instanceof Failure && /Cannot transition status/i.test(error.message)) return 'unchanged';
    throw error;
  }
}

const OUR_STATES: Readonly<Record<string, CommitStatus['state']>> = {
  pending: 'pending',
  running: 'pending',
  success: 'success',
  failed: 'failure',
};
const ITS_STATES = { pending: 'pending', success: 'success', failure: 'failed' } as const;

type Found = {
  readonly id: number;
  readonly status: string;
  readonly created_at: string;
  readonly description?: string | null;
  readonly target_url?: string | null;
};

async function readStatus(
  options: GitLabOptions,
  commit: string,
  call: HostCall,
): Promise<{ readonly latest: LatestStatus | undefined; readonly now: number }> {
  const { data, now } = await send<readonly Found[]>(options, call, {
    what: `read the status of commit ${commit.slice(0, 10)}`,
    path: `repository/commits/${commit}/statuses?name=${STATUS_CONTEXT}&per_page=100`,
  });
  const found = data.toSorted((a, b) => b.id - a.id)[0];
  const latest = found && {
    state: OUR_STATES[found.status] ?? found.status,
    description: found.description ?? '',
    createdAt: Date.parse(found.created_at),
    ...defined({ targetUrl: found.target_url ?? undefined }),
  };
  return { latest, now };
}

async function createStatus(options: GitLabOptions, status: CommitStatus, call: HostCall): Promise<void> {
  const { commit, state, description, targetUrl } = status;
  const ref = options.branch === 'HEAD' ? undefined : options.branch;
  await send(options, call, {
    what: `set the status of commit ${commit.slice(0, 10)}`,
    path: `statuses/${commit}`,
    body: {
      name: STATUS_CONTEXT,
      state: ITS_STATES[state],
      description,
      ...defined({ target_url: targetUrl, ref }),
    },
  });
}

type Request = {
  readonly what: string;
  /** Below the project. */
  readonly path: string;
  /** Absent: a read. */
  readonly body?: Readonly<Record<string, string>>;
};

async function send<T>(
  { url, project, token }: GitLabOptions,
  { signal }: HostCall,
  { what, path, body }: Request,
): Promise<{ readonly data: T; readonly now: number }> {
  const host = `GitLab (${project} on ${new URL(url).host})`;
  const fail = (answer: HostAnswer): Failure =>
    toHostFailure(answer, { host, what, writes: body !== undefined, advice: ADVICE });
  const response = await fetch(`${url}/api/v4/projects/${encodeURIComponent(project)}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'private-token': token, 'content-type': 'application/json' },
    // It may lead to another host, and fetch makes a GET of a POST.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw fail({ headers: {}, said: describeCause(error) });
  });
  const text = await response.text().catch(() => '');
  const headers = Object.fromEntries(response.headers);
  if (response.status >= 300) throw fail({ status: response.status, headers, said: readSaid(text) });
  const at = Date.parse(headers['date'] ?? '');
  return { data: parse<T>(text, fail), now: Number.isNaN(at) ? Date.now() : at };
}

/** fetch hides what went wrong in the cause of its error. */
function describeCause(error: unknown): string {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { message?: string } };
  return cause?.message ?? message ?? '';
}

function parse<T>(text: string, fail: (answer: HostAnswer) => Failure): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw fail({ headers: {}, said: 'the answer is not JSON' });
  }
}

/** A message is a text or, of refused values, a mapping. A proxy in between answers with a page, which says nothing to a reader. */
function readSaid(text: string): string {
  try {
    const { message, error } = JSON.parse(text) as { readonly message?: unknown; readonly error?: unknown };
    const said = message ?? error ?? '';
    return typeof said === 'string' ? said : JSON.stringify(said);
  } catch {
    return '';
  }
}

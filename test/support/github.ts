import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { close, listen } from './scripted-youtube.ts';

/** What GitHub's documentation says of its answers, as far as we read them: the types are generated from its OpenAPI description. */
type Data<
  Area extends keyof RestEndpointMethodTypes,
  Method extends keyof RestEndpointMethodTypes[Area],
> = RestEndpointMethodTypes[Area][Method] extends { response: { data: infer D } } ? D : never;
type Combined = Data<'repos', 'getCombinedStatusForRef'>;
type FoundPull = Data<'repos', 'listPullRequestsAssociatedWithCommit'>[number];
type PullRequest = Pick<FoundPull, 'number' | 'merged_at' | 'merge_commit_sha'> & { readonly base: string };
export type GitHubComment = Pick<
  Data<'issues', 'createComment'>,
  'id' | 'body' | 'user' | 'performed_via_github_app'
>;

export type GitHubCall = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** An answer instead of GitHub's own, once. `lost`: the call is done, but its answer never arrives. */
type Fault = {
  readonly on: RegExp;
  readonly answer:
    | 'lost'
    | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };
};

export type FakeGitHub = Awaited<ReturnType<typeof startGitHub>>;

/** The owner of the token `ghp_valid...`, and another person. */
export const US = 7;
export const THEM = 8;
export const TOKEN = 'ghp_validvalidvalidvalid';
export const INSTALLATION_TOKEN = 'ghs_installationtoken0001';
export const APP = { id: 4711, client_id: 'Iv23liexample', installation: 99 };

/**
 * A server that answers as GitHub Enterprise Server does below /api/v3, for the repository rawkode/academy: with its limits, its errors
 * and its pages of lists.
 */
export async function startGitHub(options: { readonly publicKey?: KeyObject } = {}) {
  const statuses: Combined['statuses'] = [];
  const comments: GitHubComment[] = [];
  const pulls: PullRequest[] = [];
  const calls: GitHubCall[] = [];
  const faults: Fault[] = [];
  const commits = new Set<string>();
  const world = { statuses, comments, pulls, commits, publicKey: options.publicKey };
  const server = createServer(async (request, response) => {
    const call = await record(request);
    calls.push(call);
    const at = faults.findIndex(({ on }) => on.test(`${call.method} ${call.path}`));
    const [fault] = at === -1 ? [] : faults.splice(at, 1);
    if (fault !== undefined && fault.answer !== 'lost') return send(response, fault.answer);
    const answer = route(world, call);
    if (fault?.answer === 'lost') return void request.socket.destroy();
    return send(response, answer);
  });
  const url = await listen(server);
  return {
    /** As SHOWRUNNER_GITHUB_URL. */
    url,
    ...{ statuses, comments, pulls, calls, commits },
    fail: (on: RegExp, answer: Fault['answer']): void => void faults.push({ on, answer }),
    /** A comment that somebody else wrote. */
    say: (body: string, user = THEM): void => void comments.push(commentOf(comments.length + 1, body, user)),
    close: () => close(server),
  };
}

type World = Pick<FakeGitHub, 'statuses' | 'comments' | 'pulls' | 'commits'> & {
  readonly publicKey: KeyObject | undefined;
};
type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };

const DOCS = 'https://docs.github.com/rest';
const refuse = (status: number, message: string, errors?: readonly unknown[]): Reply => ({
  status,
  body: { message, documentation_url: DOCS, status: String(status), ...(errors && { errors }) },
});
const ok = (body: unknown, status = 200): Reply => ({ status, body });

const ROUTES: readonly (readonly [
  pattern: RegExp,
  answer: (world: World, call: GitHubCall, parts: readonly string[]) => Reply,
])[] = [
  [/^GET \/user$/, () => ok({ id: US, login: 'showrunner', type: 'User' })],
  [/^GET \/repos\/rawkode\/academy\/commits\/(\w+)\/status$/, combineStatus],
  [/^POST \/repos\/rawkode\/academy\/statuses\/(\w+)$/, createStatus],
  [/^GET \/repos\/rawkode\/academy\/commits\/(\w+)\/pulls$/, listPulls],
  [/^GET \/repos\/rawkode\/academy\/issues\/(\d+)\/comments$/, listComments],
  [/^POST \/repos\/rawkode\/academy\/issues\/(\d+)\/comments$/, createComment],
  [/^PATCH \/repos\/rawkode\/academy\/issues\/comments\/(\d+)$/, updateComment],
  [/^GET \/repos\/rawkode\/academy\/installation$/, () => ok({ id: APP.installation, app_id: APP.id })],
  [
    /^POST \/app\/installations\/99\/access_tokens$/,
    () => ok({ token: INSTALLATION_TOKEN, expires_at: new Date(Date.now() + 3_600_000).toISOString() }, 201),
  ],
];

function route(world: World, call: GitHubCall): Reply {
  const path = call.path.replace(/^\/api\/v3/, '').replace(/\?.*$/, '');
  const isForApps = /\/installation$|^\/app\//.test(path);
  if (!isLoggedIn(world, call.authorization, isForApps)) return refuse(401, 'Bad credentials');
  for (const [pattern, answer] of ROUTES) {
    const parts = pattern.exec(`${call.method} ${path}`);
    if (parts !== null) return answer(world, call, parts.slice(1));
  }
  return refuse(404, 'Not Found');
}

function isLoggedIn({ publicKey }: World, authorization: string, isForApps: boolean): boolean {
  const token = authorization.replace(/^Bearer /, '');
  if (!isForApps) return token === TOKEN || token === INSTALLATION_TOKEN;
  const [header = '', claims = '', signature = ''] = token.split('.');
  if (publicKey === undefined || signature === '') return false;
  const { iat, exp, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number>;
  const now = Date.now() / 1000;
  return (
    verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
      Buffer.from(signature, 'base64url'),
    ) &&
    String(iss) === String(APP.id) &&
    Number(iat) <= now &&
    Number(exp) > now &&
    Number(exp) - Number(iat) <= 600
  );
}

function combineStatus(
  { statuses, commits }: World,
  _call: GitHubCall,
  [sha = '']: readonly string[],
): Reply {
  if (!commits.has(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  // One of each context, the newest first.
  const newest = statuses
    .filter(({ url }) => url.endsWith(sha))
    .toReversed()
    .filter(({ context }, index, all) => all.findIndex((one) => one.context === context) === index);
  return ok({ state: newest[0]?.state ?? 'pending', statuses: newest, sha, total_count: newest.length });
}

function createStatus(
  { statuses, commits }: World,
  { body }: GitHubCall,
  [sha = '']: readonly string[],
): Reply {
  const { state, description, context, target_url: target } = body;
  if (!commits.has(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  const wrong = (field: string, message: string): Reply =>
    refuse(422, 'Validation Failed', [{ resource: 'Status', code: 'custom', field, message }]);
  if (!['error', 'failure', 'pending', 'success'].includes(String(state)))
    return wrong('state', 'state is not included in the list');
  if ([...String(description ?? '')].length > 140)
    return wrong('description', 'description is too long (maximum is 140 characters)');
  if (target !== undefined && !/^https?:\/\//.test(String(target)))
    return wrong('target_url', 'target_url must use http(s) scheme');
  const status = {
    id: statuses.length + 1,
    node_id: 'SC',
    url: `https://github.example/api/v3/repos/rawkode/academy/statuses/${sha}`,
    avatar_url: null,
    state: String(state),
    description: description === undefined ? null : String(description),
    target_url: target === undefined ? null : String(target),
    context: String(context ?? 'default'),
    created_at: new Date().toISOString().replace(/\.\d+/, ''),
    updated_at: new Date().toISOString().replace(/\.\d+/, ''),
  } as Combined['statuses'][number];
  statuses.push(status);
  return ok(status, 201);
}

function listPulls({ pulls, commits }: World, _call: GitHubCall, [sha = '']: readonly string[]): Reply {
  if (!commits.has(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  return ok(
    pulls.map(({ base, ...pull }) => ({
      ...pull,
      state: pull.merged_at === null ? 'open' : 'closed',
      base: { ref: base, label: `rawkode:${base}` },
    })),
  );
}

function listComments({ comments }: World, { path }: GitHubCall): Reply {
  const query = new URL(path, 'http://localhost').searchParams;
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const page = Number(query.get('page') ?? 1);
  const more = comments.length > page * size;
  return {
    ...ok(comments.slice((page - 1) * size, page * size)),
    ...(more ? { headers: { link: `<http://localhost/?page=${page + 1}>; rel="next"` } } : {}),
  };
}

function createComment({ comments }: World, { body, authorization }: GitHubCall): Reply {
  const text = String(body['body'] ?? '');
  const fault = checkBody(text);
  if (fault !== undefined) return fault;
  const isApp = authorization.endsWith(INSTALLATION_TOKEN);
  const comment = commentOf(comments.length + 1, text, isApp ? 41 : US, isApp);
  comments.push(comment);
  return ok(comment, 201);
}

function updateComment({ comments }: World, { body }: GitHubCall, [id]: readonly string[]): Reply {
  const text = String(body['body'] ?? '');
  const at = comments.findIndex((comment) => comment.id === Number(id));
  const found = comments[at];
  if (found === undefined) return refuse(404, 'Not Found');
  const fault = checkBody(text);
  if (fault !== undefined) return fault;
  comments[at] = { ...found, body: text };
  return ok(comments[at]);
}

const checkBody = (text: string): Reply | undefined =>
  text === '' || text.length > 65_536
    ? refuse(422, 'Validation Failed', [
        {
          resource: 'IssueComment',
          code: 'unprocessable',
          field: 'data',
          message: 'Body is too long (maximum is 65536 characters)',
        },
      ])
    : undefined;

const commentOf = (id: number, body: string, user: number, isApp = false): GitHubComment => ({
  id,
  body,
  user: { id: user, login: `user-${user}`, type: isApp ? 'Bot' : 'User' } as GitHubComment['user'],
  performed_via_github_app: (isApp
    ? { id: APP.id, client_id: APP.client_id, slug: 'showrunner' }
    : null) as NonNullable<GitHubComment['performed_via_github_app']> | null,
});

async function record(request: IncomingMessage): Promise<GitHubCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization ?? '',
    body: text === '' ? {} : (JSON.parse(text) as GitHubCall['body']),
  };
}

function send(
  response: ServerResponse,
  { status, body, headers }: { status: number; body?: unknown; headers?: Record<string, string> },
): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body ?? {}));
}

import type { HostCall } from '../commit-host.ts';
import type { ClientOptions, GitHubClient } from './client.ts';
import type { GitHubCredentials } from './credentials.ts';
import { openInstallation } from './installation.ts';

/** Who wrote a comment, as far as GitHub says it. */
type CommentAuthor = {
  readonly user?: { readonly id: number } | null;
  readonly performed_via_github_app?: { readonly id: number; readonly client_id?: string } | null;
};

/** How calls log in, and which comments are therefore ours. */
export type GitHubAccess = Required<Pick<ClientOptions, 'authorize' | 'forget'>> & {
  /** Anybody can write our marker into a comment: what others wrote is never edited. */
  findOwn(client: GitHubClient, call: Call): Promise<(comment: CommentAuthor) => boolean>;
};

type Call = Pick<HostCall, 'signal'>;
type Place = Pick<ClientOptions, 'url' | 'repository' | 'advice'>;

export const createAccess = (credentials: GitHubCredentials, place: Place): GitHubAccess =>
  credentials.kind === 'token' ? accessByToken(credentials.token) : accessByApp(credentials, place);

function accessByToken(token: string): GitHubAccess {
  let accountId: number | undefined;
  return {
    authorize: async () => `Bearer ${token}`,
    forget: () => undefined,
    findOwn: async (client, call) => {
      accountId ??= await readAccount(client, call);
      return ({ user }) => user?.id === accountId;
    },
  };
}

async function readAccount(client: GitHubClient, call: Call): Promise<number> {
  const { data } = await client.send(
    { what: 'read whose token it is', send: (api, { http }) => api.users.getAuthenticated(http) },
    call,
  );
  return data.id;
}

type AppCredentials = Extract<GitHubCredentials, { kind: 'app' }>;

/** What we do there, and nothing else that the app may. */
const PERMISSIONS = { statuses: 'write', pull_requests: 'write' } as const;

function accessByApp(credentials: AppCredentials, place: Place): GitHubAccess {
  const { readToken, forget } = openInstallation(credentials, place, PERMISSIONS);
  return {
    authorize: async (call) => `Bearer ${await readToken(call)}`,
    forget,
    findOwn:
      async () =>
      ({ performed_via_github_app: app }) =>
        app != null && (String(app.id) === credentials.id || app.client_id === credentials.id),
  };
}

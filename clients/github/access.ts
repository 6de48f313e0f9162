import type { HostCall } from '../commit-host.ts';
import { signAppToken } from './app-token.ts';
import { type ClientOptions, createClient, type GitHubClient } from './client.ts';
import type { GitHubCredentials } from './credentials.ts';

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

/** Tokens of an installation end after an hour; a call may take a while. */
const RENEW_BEFORE_MS = 5 * 60_000;

function accessByApp(credentials: AppCredentials, place: Place): GitHubAccess {
  const client = createClient({
    ...place,
    authorize: async () => `Bearer ${signAppToken(credentials.id, credentials.privateKey, Date.now())}`,
  });
  let installation = credentials.installation;
  let current: { readonly token: string; readonly endsAt: number } | undefined;
  return {
    authorize: async (call) => {
      if (current === undefined || current.endsAt - RENEW_BEFORE_MS < Date.now()) {
        installation ??= await readInstallation(client, call);
        current = await createToken(client, { installation, name: place.repository.name }, call);
      }
      return `Bearer ${current.token}`;
    },
    forget: () => {
      current = undefined;
    },
    findOwn:
      async () =>
      ({ performed_via_github_app: app }) =>
        app != null && (String(app.id) === credentials.id || app.client_id === credentials.id),
  };
}

async function readInstallation(client: GitHubClient, call: Call): Promise<number> {
  const { data } = await client.send(
    {
      what: 'find the installation of the app',
      send: (api, { at, http }) => api.apps.getRepoInstallation({ ...at, ...http }),
    },
    call,
  );
  return data.id;
}

/** For this repository and for what we do there, and nothing else that the app may. */
async function createToken(
  client: GitHubClient,
  { installation, name }: { readonly installation: number; readonly name: string },
  call: Call,
): Promise<{ readonly token: string; readonly endsAt: number }> {
  const { data } = await client.send(
    {
      what: 'get a token for the installation of the app',
      writes: true,
      send: (api, { http }) =>
        api.apps.createInstallationAccessToken({
          installation_id: installation,
          repositories: [name],
          permissions: { statuses: 'write', pull_requests: 'write' },
          ...http,
        }),
    },
    call,
  );
  return { token: data.token, endsAt: Date.parse(data.expires_at) };
}

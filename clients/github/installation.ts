import { createAppAuth } from '@octokit/auth-app';
import { hideSecret } from '../../domain/shared/redact.ts';
import type { HostCall } from '../commit-host.ts';
import { type ClientOptions, createClient, type GitHubClient } from './client.ts';
import type { GitHubCredentials } from './credentials.ts';

type Call = Pick<HostCall, 'signal'>;
type AppCredentials = Extract<GitHubCredentials, { kind: 'app' }>;
type Place = Pick<ClientOptions, 'url' | 'repository' | 'advice'>;
type Permissions = Readonly<Partial<Record<'contents' | 'statuses' | 'pull_requests', 'read' | 'write'>>>;

/** An app in the account that has the repository. */
export type Installation = {
  /** A token for this repository alone, made when there is none or the last one ends soon. @throws Failure */
  readToken(call: Call): Promise<string>;
  /** The last token was refused. */
  forget(): void;
};

/** Tokens of an installation end after an hour; a call may take a while. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** `permissions`: what the tokens may do; absent: all that the app may. Calls nothing yet. */
export function openInstallation(
  credentials: AppCredentials,
  place: Place,
  permissions?: Permissions,
): Installation {
  const privateKey = String(credentials.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  // Signs only: every call is sent by our client, which translates its failures.
  const signer = createAppAuth({ appId: credentials.id, privateKey });
  const client = createClient({
    ...place,
    authorize: async () => `Bearer ${(await signer({ type: 'app' })).token}`,
  });
  let { installation } = credentials;
  let current: { readonly token: string; readonly endsAt: number } | undefined;
  return {
    readToken: async (call) => {
      if (current === undefined || current.endsAt - RENEW_BEFORE_MS < Date.now()) {
        installation ??= await readInstallation(client, call);
        current = await createToken(client, { installation, name: place.repository.name, permissions }, call);
        hideSecret(current.token);
      }
      return current.token;
    },
    forget: () => {
      current = undefined;
    },
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

type TokenOptions = {
  readonly installation: number;
  readonly name: string;
  readonly permissions: Permissions | undefined;
};

async function createToken(
  client: GitHubClient,
  { installation, name, permissions }: TokenOptions,
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
          ...(permissions === undefined ? {} : { permissions }),
          ...http,
        }),
    },
    call,
  );
  return { token: data.token, endsAt: Date.parse(data.expires_at) };
}

import { setTimeout as wait } from 'node:timers/promises';
import {
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { defined } from '../domain/shared/defined.ts';
import { type Environment, SettingsError } from './settings.ts';

/** Reads how to reach Temporal from `TEMPORAL_*` and Temporal's own configuration file. @throws SettingsError */
export function readConnectionConfig(env: Environment) {
  const known = defined(env) as Record<string, string>;
  assertTls(known);
  try {
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: known });
    return { connectionOptions, namespace };
  } catch (error) {
    throw new SettingsError(
      `TEMPORAL_... or Temporal's configuration file cannot be used: ${error instanceof Error ? error.message : String(error)}; docs/settings.md`,
    );
  }
}

const OF_A_SERVER = [
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_DATA',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
] as const;

/**
 * A key or TLS without the server that it is for: the development server here speaks no TLS, and is sent no key.
 *
 * @throws SettingsError
 */
export function assertNoTls(env: Environment, { tls }: Pick<ConnectionOptions, 'tls'>): void {
  if (tls === undefined || tls === null || tls === false) return;
  const set = OF_A_SERVER.find((name) => Boolean(env[name])) ?? "TLS in Temporal's configuration file";
  throw new SettingsError(
    `${set} is set, and TEMPORAL_ADDRESS does not say for which server: set it, for example to NAMESPACE.ACCOUNT.tmprl.cloud:7233; or unset ${set} to use the development server of this machine, which speaks no TLS; docs/settings.md`,
  );
}

/** What @temporalio/envconfig would ignore without a word. */
function assertTls(env: Readonly<Record<string, string>>): void {
  const isSet = (name: string): boolean => ['PATH', 'DATA'].some((kind) => Boolean(env[`${name}_${kind}`]));
  const hasCertificate = isSet('TEMPORAL_TLS_CLIENT_CERT');
  if (hasCertificate !== isSet('TEMPORAL_TLS_CLIENT_KEY'))
    throw new SettingsError(
      `TEMPORAL_TLS_CLIENT_${hasCertificate ? 'KEY' : 'CERT'}_PATH is missing: a certificate and its key go together`,
    );
  if (env['TEMPORAL_TLS_DISABLE_HOST_VERIFICATION'] === 'true')
    throw new SettingsError(
      "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: Temporal's SDK for TypeScript cannot do that; set TEMPORAL_TLS_SERVER_NAME to the name in the certificate instead",
    );
}

/** The SDK's own delay is more than a second. */
const QUERY_DELAY_MS = 100;

/** Unless it is configured, a server takes one query for a workflow that has a task, and the next one milliseconds later. */
export const isQueryWaiting = ({ details }: { readonly details: string }): boolean =>
  details.startsWith('consistent query buffer is full');

/** Timers and clock differ by a few milliseconds. */
const MARGIN_MS = 20;

/**
 * Connects to Temporal. Close it with this `close`: the SDK tries a call again from a timer, and on a closed connection that throws
 * where nothing can catch it. So `close` waits for such a timer, 5 s at most, and no call is tried again afterwards.
 */
export async function openConnection(options: ConnectionOptions) {
  const retries = defaultGrpcRetryOptions();
  let closing = false;
  let lastRetryAt = 0;
  const connection = await Connection.connect({
    ...options,
    interceptors: [
      makeGrpcRetryInterceptor({
        retryableDecider: (attempt, status) => !closing && retries.retryableDecider(attempt, status),
        delayFunction: (attempt, status) => {
          const ms = isQueryWaiting(status)
            ? QUERY_DELAY_MS * attempt
            : retries.delayFunction(attempt, status);
          lastRetryAt = Math.max(lastRetryAt, Date.now() + ms + MARGIN_MS);
          return ms;
        },
      }),
    ],
  });
  const close = async (): Promise<void> => {
    closing = true;
    await wait(Math.max(0, lastRetryAt - Date.now()));
    await connection.close();
  };
  return { connection, close };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { findTemporal } from './find.ts';
import { openGate } from './gate.ts';
import { chooseHiddenAddress } from './hidden-address.ts';
import type { Log, ToolEnvironment } from './log.ts';
import type { SearchAttributeType } from './namespace.ts';
import { choosePort } from './ports.ts';
import { runServer, ServerStartError } from './server.ts';

// A server whose owner was killed takes one to ten seconds to end; an immediate restart meets it.
const RETRY_FOR_MS = 11_000;
const RETRY_MS = 300;
const SETTINGS = { port: 'SHOWRUNNER_TEMPORAL_PORT', uiPort: 'SHOWRUNNER_TEMPORAL_UI_PORT' };
// The last one: another process took one of its internal ports before it could, and it crashed.
const TRANSIENT =
  /database is locked|address already in use|can't set .*port|panic: .*nil pointer dereference/;

export interface StartOptions {
  /** Reads `TEMPORAL_ADDRESS`, `TEMPORAL_UI_URL`, and what `findTemporal` reads. */
  readonly env: ToolEnvironment;
  /** For the database and `temporal.log`. Absent: in memory. */
  readonly folder?: string;
  /** Absent or 0: any free port. */
  readonly port?: number;
  /** 0: any free port. Absent: no UI. */
  readonly uiPort?: number;
  /** The names of the settings for the ports, in messages. */
  readonly settings?: { readonly port: string; readonly uiPort: string };
  /** Absent: `default`. */
  readonly namespace?: string;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** How long closed workflows are kept. Absent: 365. */
  readonly retentionDays?: number;
  readonly log: Log;
  /** Values are JSON, as `--dynamic-config-value` takes them. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  readonly cacheFolder?: string;
  /** How long to wait for an earlier server that still has the folder or a port. Absent: 11 s and 3 s. */
  readonly patienceMs?: number;
}

export interface RunningTemporal {
  /** Host and port, without a scheme. */
  readonly address: string;
  readonly uiUrl?: string;
  /** Where the server comes from: `given`, or as `findTemporal` says. */
  readonly how: string;
  /** Stops the server and waits for it. Does nothing when the server was given. */
  stop(): Promise<void>;
}

/**
 * Starts the Temporal development server, or returns the one that `TEMPORAL_ADDRESS` names. It ends with this process, even when this
 * is killed, but not by Ctrl-C alone, so that a worker can shut down first.
 *
 * @throws Error that says what to do: no binary, a port in use, a folder in use, a server that does not start
 */
export async function startTemporal(options: StartOptions): Promise<RunningTemporal> {
  const given = findGiven(options.env);
  if (given) return given;
  const binary = await findTemporal(options);
  const deadline = Date.now() + (options.patienceMs ?? RETRY_FOR_MS);
  for (;;) {
    try {
      return { ...(await startOn(binary.path, options)), how: binary.how };
    } catch (error) {
      if (!isTransient(error) || Date.now() > deadline) throw toUserError(error, options.folder);
      await sleep(RETRY_MS);
    }
  }
}

function findGiven(env: ToolEnvironment): RunningTemporal | undefined {
  const address = env['TEMPORAL_ADDRESS'];
  const uiUrl = env['TEMPORAL_UI_URL'];
  if (!address) return undefined;
  return { address, ...(uiUrl ? { uiUrl } : {}), how: 'given', stop: async () => undefined };
}

async function startOn(binary: string, options: StartOptions): Promise<Omit<RunningTemporal, 'how'>> {
  const { port, uiPort } = await choosePorts(options);
  const ui = uiPort === undefined ? undefined : await chooseHiddenAddress();
  const { stop } = await runServer({
    binary,
    env: options.env,
    folder: options.folder,
    port,
    ui,
    namespace: options.namespace ?? 'default',
    searchAttributes: options.searchAttributes,
    dynamicConfig: options.dynamicConfig ?? {},
    retentionDays: options.retentionDays ?? 365,
    log: options.log,
  });
  const address = `127.0.0.1:${port}`;
  if (ui === undefined || uiPort === undefined) return { address, stop };
  const gate = await openGate({ port: uiPort, target: ui }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    address,
    uiUrl: `http://127.0.0.1:${gate.port}`,
    stop: async () => {
      await gate.close();
      await stop();
    },
  };
}

async function choosePorts(options: StartOptions): Promise<{ port: number; uiPort: number | undefined }> {
  const { port, uiPort, patienceMs, settings = SETTINGS } = options;
  const chosen = await choosePort({ port, patienceMs, what: 'the Temporal server', setting: settings.port });
  if (uiPort === undefined) return { port: chosen, uiPort };
  const ui = await choosePort({
    port: uiPort,
    patienceMs,
    what: 'the Temporal UI',
    setting: settings.uiPort,
  });
  return { port: chosen, uiPort: ui };
}

function isTransient(error: unknown): boolean {
  return error instanceof ServerStartError && TRANSIENT.test(error.message);
}

function toUserError(error: unknown, folder: string | undefined): unknown {
  const locked = error instanceof ServerStartError && error.message.includes('database is locked');
  if (!locked) return error;
  return new Error(
    `The folder ${folder} is in use: another Showrunner is using it. Stop that one, or choose another state folder.`,
  );
}

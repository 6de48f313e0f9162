import { setTimeout as sleep } from 'node:timers/promises';
import { findTemporal } from './find.ts';
import type { Log, ToolEnvironment } from './log.ts';
import type { SearchAttributeType } from './namespace.ts';
import { choosePort } from './ports.ts';
import { runServer, ServerFailure } from './server.ts';

// A server whose owner was killed needs a second to end, ten at most; a restart at once meets it.
const PATIENCE_MS = 11_000;
const AGAIN_MS = 300;
const SETTINGS = { port: 'SHOWRUNNER_TEMPORAL_PORT', uiPort: 'SHOWRUNNER_TEMPORAL_UI_PORT' };
// The last one: it lost one of its inner ports to another process between choosing and taking it, and fell over that.
const PASSING = /database is locked|address already in use|can't set .*port|panic: .*nil pointer dereference/;

export interface StartOptions {
  /** Read: `TEMPORAL_ADDRESS`, `TEMPORAL_UI_URL`, and what `findTemporal` reads. */
  readonly env: ToolEnvironment;
  /** For the database and `temporal.log`. Absent: in memory. */
  readonly folder?: string;
  /** Absent or 0: a free one. */
  readonly port?: number;
  /** 0: a free one. Absent: no UI. */
  readonly uiPort?: number;
  /** The names of the settings that move the ports, for messages. */
  readonly settings?: { readonly port: string; readonly uiPort: string };
  /** Absent: `default`. */
  readonly namespace?: string;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** How long closed workflows stay to be looked at. Absent: 365. */
  readonly retentionDays?: number;
  readonly log: Log;
  /** Values are JSON, as `--dynamic-config-value` takes them. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  readonly cacheFolder?: string;
  /** How long an earlier server that still holds the folder or a port is waited for. Absent: 11 s and 3 s. */
  readonly patienceMs?: number;
}

export interface RunningTemporal {
  /** Host and port, without a scheme. */
  readonly address: string;
  readonly uiUrl?: string;
  /** Where the server comes from: `given`, or as `findTemporal` says. */
  readonly how: string;
  /** Ends the server, in order, and waits for it; does nothing to one that was given. */
  stop(): Promise<void>;
}

/**
 * Starts the Temporal development server, or answers the one that `TEMPORAL_ADDRESS` names. It ends with this process,
 * even when that is killed, but not by a Ctrl-C alone: a worker can end in order first.
 * @throws Error that says what to do: no binary, a port in use, a folder in use, a server that does not come up.
 */
export async function startTemporal(options: StartOptions): Promise<RunningTemporal> {
  const given = findGiven(options.env);
  if (given) return given;
  const binary = await findTemporal(options);
  const deadline = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  for (;;) {
    try {
      return { ...(await startOn(binary.path, options)), how: binary.how };
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw explain(error, options.folder);
      await sleep(AGAIN_MS);
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
  const uiUrl = uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`;
  const { stop } = await runServer({
    binary,
    env: options.env,
    folder: options.folder,
    port,
    uiPort,
    uiUrl,
    namespace: options.namespace ?? 'default',
    searchAttributes: options.searchAttributes,
    dynamicConfig: options.dynamicConfig ?? {},
    retentionDays: options.retentionDays ?? 365,
    log: options.log,
  });
  return { address: `127.0.0.1:${port}`, ...(uiUrl ? { uiUrl } : {}), stop };
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

function isPassing(error: unknown): boolean {
  return error instanceof ServerFailure && PASSING.test(error.message);
}

function explain(error: unknown, folder: string | undefined): unknown {
  const locked = error instanceof ServerFailure && error.message.includes('database is locked');
  if (!locked) return error;
  return new Error(
    `The folder ${folder} is in use: another Showrunner runs on it. End that one, or choose another state folder.`,
  );
}

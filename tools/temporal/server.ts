import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Connection } from '@temporalio/client';
import { type FlagOptions, listFlags } from './flags.ts';
import type { Log, ToolEnvironment } from './log.ts';
import { prepareNamespace } from './namespace.ts';
import { waitUntilReady } from './ready.ts';
import { openServerLog, type ServerLog } from './server-log.ts';
import { startWatched, type Watched } from './watchdog.ts';

const READY_WITHIN_MS = 30_000;
const TAIL_LINES = 12;
const TRACE_LINES = 500;

export interface ServerOptions extends Omit<FlagOptions, 'database'> {
  readonly binary: string;
  readonly env: ToolEnvironment;
  readonly folder: string | undefined;
  readonly retentionDays: number;
  readonly log: Log;
}

/** A server that did not start; the message says why, with the last lines of its log. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
}

/**
 * Starts a server and waits until it is ready. Logs a line if it ends later without being stopped.
 * @throws ServerFailure
 */
export async function runServer(options: ServerOptions): Promise<{ stop(): Promise<void> }> {
  const { folder, binary, env, log } = options;
  if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const serverLog = openServerLog(folder);
  const watched = startWatched({
    command: binary,
    // SQLite cuts a path at a question mark, so a plain name in this working directory.
    args: listFlags({ ...options, database: folder === undefined ? undefined : 'temporal.db' }),
    cwd: folder ?? tmpdir(),
    env: withoutTemporalSettings(env),
    output: serverLog.file,
  });
  try {
    await prepare(options, watched);
  } catch (error) {
    const failure = new ServerStartError(describeFailure(error, serverLog));
    await watched.stop().finally(serverLog.close);
    throw failure;
  }
  watched.release();
  return { stop: createStop(watched, serverLog, log) };
}

async function prepare(options: ServerOptions, { ended }: Watched): Promise<void> {
  let failure: string | undefined;
  void ended.then((how) => {
    failure = `it ended by itself (${how})`;
  });
  const connection = Connection.lazy({ address: `127.0.0.1:${options.port}` });
  try {
    await waitUntilReady({
      ...options,
      uiUrl: locateUi(options),
      connection,
      limitMs: READY_WITHIN_MS,
      findFailure: () => failure,
    });
    await prepareNamespace({ ...options, connection });
  } finally {
    await connection.close();
  }
}

function locateUi({ ui }: ServerOptions): string | undefined {
  return ui && `http://${ui.host}:${ui.port}`;
}

function createStop(watched: Watched, serverLog: ServerLog, log: Log): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  void watched.ended.then((how) => {
    if (stopping) return;
    log(`The Temporal server ended by itself (${how}).${quote(serverLog)}`);
  });
  return () => {
    stopping ??= watched.stop().finally(serverLog.close);
    return stopping;
  };
}

function describeFailure(error: unknown, serverLog: ServerLog): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The Temporal server did not start: ${why}.${quote(serverLog)}`;
}

function quote(serverLog: ServerLog): string {
  const lines = readReason(serverLog).map((line) => `  ${line}`);
  const source = serverLog.path ?? 'its log';
  return lines.length > 0 ? ` The last lines of ${source}:\n${lines.join('\n')}` : ` ${source} is empty.`;
}

/** After a panic of Go, the reason is the first line of a long trace; else the last lines. */
function readReason(serverLog: ServerLog): string[] {
  const lines = serverLog.tail(TRACE_LINES);
  const panic = lines.findLastIndex((line) => line.startsWith('panic:'));
  return panic < 0 ? lines.slice(-TAIL_LINES) : lines.slice(panic, panic + TAIL_LINES);
}

// These are settings for clients, but the server's command would read them too.
function withoutTemporalSettings(env: ToolEnvironment): ToolEnvironment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DefaultLogger, type LogEntry, type Logger, Runtime } from '@temporalio/worker';
import { type Logger as Pino, pino, stdTimeFunctions } from 'pino';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../config/private-state.ts';
import { type Settings, stateFolders } from '../config/settings.ts';
import { printableJson } from '../domain/shared/media/printable.ts';
import { redact } from '../domain/shared/redact.ts';
import type { Address } from '../tools/temporal/hidden-address.ts';
import { sdkMetricsOptions } from './metrics/sdk.ts';

export type StructuredLog = Pino;

/** `close`: writes what is left; nothing may be logged afterwards. */
export type OpenLog = { readonly log: StructuredLog; close(): Promise<void> };

/**
 * Opens the log: JSON lines without invisible characters, in a file of the state folder or on stdout. Once a process. `report`: called
 * when it cannot be written.
 */
export function openLog(
  { log: { to, level }, state }: Settings,
  report: (line: string) => void = () => undefined,
): OpenLog {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    hooks: { streamWrite: printableJson },
  };
  if (to === 'stdout') return { log: pino(options, pino.destination(1)), close: async () => undefined };
  const file = openFile(stateFolders(state).log, report);
  return { log: pino(options, file), close: () => closeFile(file) };
}

/** docs/settings.md has the same. */
const TURN_OVER_AT = '10M';
const FORMER_FILES = 4;

/** A file that is private to its owner and turns over by its size: `showrunner.log`, before that `showrunner.log.1`, and so on. */
function openFile(path: string, report: (line: string) => void): RotatingFileStream {
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  // With `rotate`, the number of a former file; null: the file itself.
  const name = (number: number | Date | null): string =>
    typeof number === 'number' ? `${basename(path)}.${number}` : basename(path);
  const size = { size: TURN_OVER_AT, rotate: FORMER_FILES } as const;
  const file = createStream(name, { path: dirname(path), mode: PRIVATE_FILE, ...size });
  // A full disk must not end the worker.
  file.once('error', ({ message }) => report(`the log ${path} cannot be written: ${message}`));
  return file.on('error', () => undefined);
}

const closeFile = (file: RotatingFileStream): Promise<void> =>
  new Promise((resolve) => {
    if (file.destroyed) resolve();
    else file.once('close', resolve).end(() => resolve());
  });

/** Takes an entry of Temporal's log, for people. */
export type EntryPrinter = (entry: Pick<LogEntry, 'level' | 'message' | 'meta'>) => void;

/**
 * A logger for Temporal that writes its messages, those of workflows too, to the same log, without secrets. `print`: for those that a
 * person cares for.
 */
export function toTemporalLogger(log: StructuredLog, print: EntryPrinter = () => undefined): Logger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const least = log.isLevelEnabled('debug') ? 'DEBUG' : 'INFO';
  const isRepeated = createRepeatFilter();
  return new DefaultLogger(least, ({ level, message, meta }: LogEntry) => {
    const plain = JSON.parse(redact(JSON.stringify(toPlain(meta)))) as Record<string, unknown>;
    print({ level, message: redact(message), meta: plain });
    if (plain['sdkComponent'] === 'core' && isRepeated(`${String(plain['target'])} ${message}`)) return;
    log[levels[level]](plain, redact(message));
  });
}

const REPEAT_MS = 10_000;
const MAX_REMEMBERED = 200;

/** Temporal's core says several times a second that the server does not answer: each of its messages is logged once in ten seconds. */
function createRepeatFilter(): (key: string) => boolean {
  const loggedAt = new Map<string, number>();
  return (key) => {
    const now = Date.now();
    if (now - (loggedAt.get(key) ?? 0) < REPEAT_MS) return true;
    if (loggedAt.size >= MAX_REMEMBERED) loggedAt.clear();
    loggedAt.set(key, now);
    return false;
  };
}

/**
 * Temporal's runtime, whose own messages go to the same log: those of its native core would otherwise be raw lines on the terminal. Once
 * a process. `metrics`: where it serves its metrics; absent: it counts none.
 */
export function installRuntime(log: StructuredLog, print?: EntryPrinter, metrics?: Address): void {
  const core = log.isLevelEnabled('debug') ? 'DEBUG' : 'WARN';
  Runtime.install({
    logger: toTemporalLogger(log, print),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core, other: 'ERROR' }, forward: {} },
      ...(metrics === undefined ? {} : { metrics: sdkMetricsOptions(metrics) }),
    },
  });
}

/** As JSON: errors as message and stack; empty when it cannot be serialised. */
function toPlain(meta: unknown): object {
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof Error
      ? { message: value.message, stack: value.stack }
      : typeof value === 'bigint'
        ? String(value)
        : value;
  try {
    return JSON.parse(JSON.stringify(meta ?? {}, plain)) as object;
  } catch {
    return {};
  }
}

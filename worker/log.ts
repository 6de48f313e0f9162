import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DefaultLogger, type LogEntry, type Logger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../config/private-state.ts';
import { type Settings, stateFolders } from '../config/settings.ts';
import { printableJson } from '../domain/shared/media/printable.ts';
import { redact } from '../domain/shared/redact.ts';

export type StructuredLog = ReturnType<typeof openLog>;

/** Opens the log: JSON lines without invisible characters, in a file of the state folder or on stdout. */
export function openLog({ log, state }: Settings) {
  const { log: path } = stateFolders(state);
  if (log.to === 'file') mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  const destination =
    log.to === 'file'
      ? pino.destination({ dest: path, sync: false, mode: PRIVATE_FILE })
      : pino.destination(1);
  return pino(
    {
      level: log.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: printableJson },
    },
    destination,
  );
}

/** Takes an entry of Temporal's log, for people. */
export type EntryPrinter = (entry: Pick<LogEntry, 'level' | 'message' | 'meta'>) => void;

/**
 * A logger for Temporal that writes its messages, those of workflows too, to the same log, without secrets. `print`: for those that a
 * person cares for.
 */
export function toTemporalLogger(log: StructuredLog, print: EntryPrinter = () => undefined): Logger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const least = log.isLevelEnabled('debug') ? 'DEBUG' : 'INFO';
  return new DefaultLogger(least, ({ level, message, meta }: LogEntry) => {
    const plain = JSON.parse(redact(JSON.stringify(toPlain(meta)))) as Record<string, unknown>;
    log[levels[level]](plain, redact(message));
    print({ level, message: redact(message), meta: plain });
  });
}

/**
 * Temporal's runtime, whose own messages go to the same log: those of its native core would otherwise be raw lines on the terminal. Once
 * a process.
 */
export function installRuntime(log: StructuredLog, print?: EntryPrinter): void {
  const core = log.isLevelEnabled('debug') ? 'DEBUG' : 'WARN';
  Runtime.install({
    logger: toTemporalLogger(log, print),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core, other: 'ERROR' }, forward: {} } },
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

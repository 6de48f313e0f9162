import type { SearchAttributeType } from './namespace.ts';

export interface FlagOptions {
  readonly port: number;
  /** Absent: no UI. */
  readonly uiPort?: number | undefined;
  readonly namespace: string;
  /** Absent: in memory. */
  readonly database?: string | undefined;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  readonly dynamicConfig: Readonly<Record<string, string>>;
}

/**
 * The arguments of `temporal server start-dev`. Without a log level: the default is `warn`, and only as a default does the server not
 * log its own shutdown.
 */
export function listFlags({
  port,
  uiPort,
  namespace,
  database,
  searchAttributes,
  dynamicConfig,
}: FlagOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...(database === undefined ? [] : ['--db-filename', database, ...listPragmas()]),
    ...repeat('--search-attribute', searchAttributes),
    ...repeat('--dynamic-config-value', dynamicConfig),
  ];
}

// WAL makes it 2.5 times faster; the exclusive lock keeps a second server out and ends with the process.
function listPragmas(): string[] {
  return repeat('--sqlite-pragma', { journal_mode: 'wal', synchronous: 'normal', locking_mode: 'exclusive' });
}

function repeat(flag: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}

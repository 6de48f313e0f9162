import type { Address } from './hidden-address.ts';
import type { SearchAttributeType } from './namespace.ts';

const OWN_CONFIG = {
  // The server's HTTP API cannot be switched off, and would obey a form of any web page. It answers to no host name: only a client that
  // sends none reaches it, and a browser always sends one.
  'frontend.httpAllowedHosts': '[]',
  // Queries that may wait while a workflow has a task. The server's default is 1: it refuses a second one, and the SDK tries again after
  // more than a second.
  'history.MaxBufferedQueryCount': '100',
  // How often in a second the server looks what comes next. With its default of 20 each step of a workflow waits for up to 50 ms.
  'history.transferProcessorMaxPollRPS': '500',
  'history.timerProcessorMaxPollRPS': '500',
  'history.visibilityProcessorMaxPollRPS': '500',
};

export interface FlagOptions {
  readonly port: number;
  /** Where its UI listens, behind the gate. Absent: no UI. */
  readonly ui?: Address | undefined;
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
  ui,
  namespace,
  database,
  searchAttributes,
  dynamicConfig,
}: FlagOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
    ...(ui === undefined ? ['--headless'] : listUiFlags(ui)),
    ...(database === undefined ? [] : ['--db-filename', database, ...listPragmas()]),
    ...repeat('--search-attribute', searchAttributes),
    ...repeat('--dynamic-config-value', { ...OWN_CONFIG, ...dynamicConfig }),
  ];
}

function listUiFlags({ host, port }: Address): string[] {
  return ['--ui-ip', host, '--ui-port', String(port), '--ui-disable-news-fetch'];
}

// WAL makes it 2.5 times faster; the exclusive lock keeps a second server out and ends with the process.
function listPragmas(): string[] {
  return repeat('--sqlite-pragma', { journal_mode: 'wal', synchronous: 'normal', locking_mode: 'exclusive' });
}

function repeat(flag: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}

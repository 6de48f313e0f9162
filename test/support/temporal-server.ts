import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import { connect, type Temporal } from '../../worker/connect.ts';

type Cleanup = () => Promise<unknown>;

/** Finds the server's binary as usual, but never connects to a running server. */
const withoutServer = ({ TEMPORAL_ADDRESS: _given, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

/** With KEEP_TEMPORAL=FOLDER each server's database stays in a folder of its own there, for the Temporal UI after a failure. */
async function findFolder(): Promise<{ readonly folder?: string }> {
  const keep = process.env['KEEP_TEMPORAL'];
  if (keep === undefined || keep === '') return {};
  const folder = await mkdtemp(join(keep, 'temporal-'));
  console.log(`Temporal's database: ${folder}/temporal.db`);
  return { folder };
}

/** A server of a test, with a connection to it. `faults`: what can happen to it; absent: nothing but its end. */
export type TestServer = Temporal & {
  readonly address: string;
  readonly faults?: { killServer(): Promise<void>; stopDatabase(): Promise<void> };
  stop(): Promise<void>;
};

/** Starts a Temporal server (in memory, unless KEEP_TEMPORAL is set) and connects to it; adds to `cleanups` how to stop both. `more`: its dynamic configuration. */
export async function startTemporalServer(
  cleanups: Cleanup[],
  suggestContinueAsNewAfter?: number,
  more: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const server = await startTemporal({
    env: withoutServer(process.env),
    ...(await findFolder()),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
    dynamicConfig: {
      ...more,
      ...(suggestContinueAsNewAfter === undefined
        ? {}
        : { 'limit.historyCount.suggestContinueAsNew': String(suggestContinueAsNewAfter) }),
    },
  });
  // An orderly end takes a second; nothing waits for it, as the database is in memory.
  const leave = async (): Promise<void> => void server.stop();
  cleanups.push(leave);
  const connected = await connect({}, server.address);
  cleanups.push(() => connected.close());
  const stop = async (): Promise<void> => {
    await connected.close();
    await leave();
  };
  return { ...connected, address: server.address, stop };
}

import { connect, type Temporal } from '../../config/connect.ts';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';

type Cleanup = () => Promise<unknown>;

/** Finds the server's binary as usual, but never connects to a running server. */
const withoutServer = ({ TEMPORAL_ADDRESS: _given, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

/** Starts a Temporal server in memory and connects to it; adds to `cleanups` how to stop both. */
export async function startTemporalServer(
  cleanups: Cleanup[],
  suggestContinueAsNewAfter?: number,
): Promise<Temporal & { readonly address: string; stop(): Promise<void> }> {
  const server = await startTemporal({
    env: withoutServer(process.env),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
    ...(suggestContinueAsNewAfter === undefined
      ? {}
      : { dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': String(suggestContinueAsNewAfter) } }),
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

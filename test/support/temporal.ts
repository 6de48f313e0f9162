import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import { connect, type Temporal } from '../../worker/connect.ts';

type Ending = () => Promise<unknown>;

/** The server's binary is found as everywhere else, but never one that runs already. */
const withoutServer = ({ TEMPORAL_ADDRESS: _given, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

/** With KEEP_TEMPORAL=FOLDER each server's database stays in a folder of its own there, for the Temporal UI after a failure. */
async function findFolder(): Promise<{ readonly folder?: string }> {
  const keep = process.env['KEEP_TEMPORAL'];
  if (keep === undefined || keep === '') return {};
  const folder = await mkdtemp(join(keep, 'temporal-'));
  console.log(`Temporal's database: ${folder}/temporal.db`);
  return { folder };
}

/** A Temporal server and a connection to it; in memory, unless KEEP_TEMPORAL is set. `endings` learns how both end. */
export async function startServer(
  endings: Ending[],
  suggestContinueAsNewAfter?: number,
): Promise<Temporal & { readonly address: string; stop(): Promise<void> }> {
  const server = await startTemporal({
    env: withoutServer(process.env),
    ...(await findFolder()),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
    ...(suggestContinueAsNewAfter === undefined
      ? {}
      : { dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': String(suggestContinueAsNewAfter) } }),
  });
  // It needs a second to end in order, and nothing waits for it: its database is in memory.
  const leave = async (): Promise<void> => void server.stop();
  endings.push(leave);
  const connected = await connect({}, server.address);
  endings.push(() => connected.close());
  const stop = async (): Promise<void> => {
    await connected.close();
    await leave();
  };
  return { ...connected, address: server.address, stop };
}

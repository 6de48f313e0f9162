import { startTemporal } from '../../tools/temporal/start.ts';
import { connect, type Temporal } from '../../worker/connect.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/attributes.ts';

type Ending = () => Promise<unknown>;

/** The server's binary is found as everywhere else, but never one that runs already. */
const withoutServer = ({ TEMPORAL_ADDRESS: _given, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

export type ServerTimes = {
  /** Events in a history after which the server suggests to continue as new. Absent: the server's own, thousands. */
  readonly suggestContinueAsNewAfter?: number;
  /** After which a workflow task of a worker that was killed is given to another. Absent: the server's own, 10. */
  readonly workflowTaskSeconds?: number;
};

/** A Temporal server in memory and a connection to it; `endings` learns how both end. */
export async function startServer(
  endings: Ending[],
  { suggestContinueAsNewAfter, workflowTaskSeconds }: ServerTimes = {},
): Promise<Temporal & { readonly address: string; stop(): Promise<void> }> {
  const server = await startTemporal({
    env: withoutServer(process.env),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
    dynamicConfig: {
      ...(suggestContinueAsNewAfter === undefined
        ? {}
        : { 'limit.historyCount.suggestContinueAsNew': String(suggestContinueAsNewAfter) }),
      ...(workflowTaskSeconds === undefined
        ? {}
        : { 'history.defaultWorkflowTaskTimeout': `"${workflowTaskSeconds}s"` }),
    },
  });
  endings.push(() => server.stop());
  const connected = await connect({}, server.address);
  endings.push(() => connected.close());
  const stop = async (): Promise<void> => {
    await connected.close();
    await server.stop();
  };
  return { ...connected, address: server.address, stop };
}

import { createConnection } from 'node:net';
import { isGrpcServiceError } from '@temporalio/client';
import type { Checks } from '../../../clients/checks.ts';
import { readConnectionConfig } from '../../../config/connection.ts';
import { readDeployment } from '../../../config/deployment.ts';
import { readRunning } from '../../../config/running.ts';
import type { Environment, Settings } from '../../../config/settings.ts';
import { QUOTA_ID } from '../../../contract/ids.ts';
import { quotaStatus } from '../../../contract/quota.ts';
import { fine, problem, unknown, type Verdict, warning } from '../../../domain/shared/finding.ts';
import { type Connected, connect } from '../../lib/connect.ts';
import { judgeAttributes, judgeQuota, judgeWorkers } from './judge-temporal.ts';

type Input = {
  readonly checks: Checks;
  readonly settings: Settings;
  readonly env: Environment;
  /** Of this Showrunner. */
  readonly version: string;
  readonly clock: () => number;
};

const DEPENDENT = ['namespace', 'search-attributes', 'worker', 'quota'] as const;

/** The Temporal server, and what is on it. Starts nothing. */
export async function checkTemporal(input: Input): Promise<void> {
  const { checks } = input;
  const connected = await checks.run({
    name: 'temporal',
    late: 'the Temporal server does not answer',
    run: async () => open(input),
  });
  if (connected === undefined) {
    for (const name of DEPENDENT) checks.add(name, unknown('not checked: there is no Temporal server'));
    return;
  }
  await Promise.all([
    checkNamespace(checks, connected),
    checkAttributes(checks, connected),
    checkWorker(input, connected),
    checkQuota(input, connected),
  ]);
  // It waits for a call that is tried again, which the report need not.
  connected.close().catch(() => undefined);
}

async function open({ settings, env }: Input): Promise<{ verdicts: Verdict[]; value?: Connected }> {
  const isNamed = await isGiven(settings, env);
  // A client waits two seconds for a port that refuses it.
  if (!isNamed && !(await isOpen(settings.temporal.port || DEFAULT_PORT)))
    return { verdicts: [warning(NOT_RUNNING)] };
  const connected = await connect(settings, env);
  const { address } = connected;
  try {
    const { serverVersion } = await connected.quickly(() => serviceOf(connected).getSystemInfo({}));
    return { verdicts: [fine(`${address}, server ${serverVersion}`)], value: connected };
  } catch (error) {
    connected.close().catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    const text = `what answers at ${address} is no Temporal server, or does not let us in (${why}): check TEMPORAL_ADDRESS, TEMPORAL_TLS and TEMPORAL_API_KEY`;
    return { verdicts: [problem(text)] };
  }
}

const NOT_RUNNING = 'no Temporal server is running here: `npx showrunner start` starts one, and a worker';

/** Where port 0 leads nowhere: as in scripts/lib/connect.ts. */
const DEFAULT_PORT = 7233;

/** Whether something listens on a port of this machine. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

/** Whether somebody named a server, or one should be running. */
async function isGiven(settings: Settings, env: Environment): Promise<boolean> {
  const configured = env['TEMPORAL_ADDRESS'] || readConnectionConfig(env).connectionOptions.address;
  return Boolean(configured) || (await readRunning(settings.state)) !== undefined;
}

const serviceOf = ({ client }: Connected) => client.connection.workflowService;
const namespaceOf = ({ client }: Connected): string => client.options.namespace;
const late = 'the Temporal server does not answer';

const SECONDS_PER_DAY = 86_400;
/** Of grpc's status codes. */
const NOT_FOUND = 5;

const checkNamespace = (checks: Checks, connected: Connected): Promise<unknown> =>
  checks.run({
    name: 'namespace',
    late,
    run: async () => {
      const namespace = namespaceOf(connected);
      try {
        const { config } = await connected.quickly(() =>
          serviceOf(connected).describeNamespace({ namespace }),
        );
        const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / SECONDS_PER_DAY;
        return { verdicts: [fine(`${namespace}, which keeps histories for ${days} days`)] };
      } catch (error) {
        if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
        const text = `the server has no namespace ${namespace}: create it (\`temporal operator namespace create --namespace ${namespace}\`), or set TEMPORAL_NAMESPACE`;
        return { verdicts: [problem(text)] };
      }
    },
  });

const checkAttributes = (checks: Checks, connected: Connected): Promise<unknown> =>
  checks.run({
    name: 'search-attributes',
    late,
    run: async () => {
      const namespace = namespaceOf(connected);
      const { customAttributes } = await connected.quickly(() =>
        connected.client.connection.operatorService.listSearchAttributes({ namespace }),
      );
      const found = Object.entries(customAttributes ?? {}).map(
        ([name, type]) => [name, Number(type)] as const,
      );
      return { verdicts: [judgeAttributes(new Map(found), namespace)] };
    },
  });

const checkWorker = ({ checks, settings, version, clock }: Input, connected: Connected): Promise<unknown> =>
  checks.run({
    name: 'worker',
    late,
    run: async () => {
      const { taskQueue } = settings;
      const deployment = await connected.quickly(() =>
        readDeployment({ client: connected.client, taskQueue }),
      );
      return { verdicts: judgeWorkers(deployment, { taskQueue, version, now: clock() }) };
    },
  });

/** Only the quota manager knows it: Google does not say what is left. */
const checkQuota = ({ checks, clock }: Input, connected: Connected): Promise<unknown> =>
  checks.run({
    name: 'quota',
    late: 'the workflow `quota` does not answer',
    run: async () => {
      const status = await connected
        .quickly(() => connected.client.workflow.getHandle(QUOTA_ID).query(quotaStatus))
        .catch(() => undefined);
      const verdict =
        status === undefined
          ? unknown('not known: the workflow `quota` counts the units, and does not answer without a worker')
          : judgeQuota(status, clock());
      return { verdicts: [verdict] };
    },
  });

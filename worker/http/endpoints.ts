import type { Client } from '@temporalio/client';
import type { Notifier } from '../../clients/notify/index.ts';
import type { HttpSettings } from '../../config/http.ts';
import { readOwnVersion } from '../../config/own-manifest.ts';
import { SettingsError } from '../../config/settings-error.ts';
import { defined } from '../../domain/shared/defined.ts';
import { hideSecret } from '../../domain/shared/redact.ts';
import type { Thumbnails } from '../../drawing/index.ts';
import type { Address } from '../../tools/temporal/hidden-address.ts';
import type { StructuredLog } from '../log.ts';
import { observeNotifier, observeThumbnails } from '../metrics/observe.ts';
import { readStatus, type StatusSources } from '../metrics/read-status.ts';
import { createMetrics, type WorkerMetrics } from '../metrics/registry.ts';
import { createScrape } from '../metrics/scrape.ts';
import { readSdkMetrics } from '../metrics/sdk.ts';
import { createLooks, type Looks } from './looks.ts';
import { createRate } from './rate.ts';
import { createReadiness } from './readiness.ts';
import { createRoutes } from './routes.ts';
import { type HttpServer, serve } from './serve.ts';
import { type DeliveryOutcome, OUTCOMES } from './webhooks/outcomes.ts';
import { createReceive } from './webhooks/receive.ts';

/** What runs, once it does. */
export type RunningParts = {
  readonly client: Client;
  readonly repository: StatusSources['repository'] & { readonly branch: string };
  /** The numbers of videos that were last kept. Absent: none are kept. */
  readonly readNumbers?: StatusSources['readNumbers'];
  /** Whether the worker polls for work. */
  readonly isRunning: () => boolean;
  /** Asks `sync` to read the branch. */
  readonly look: (because: string) => Promise<void>;
};

/** Webhooks in, health and metrics out. */
export type Endpoints = {
  readonly url: string;
  /** From now on webhooks count, and the workflows are asked. */
  connect(parts: RunningParts): void;
  observeThumbnails(thumbnails: Thumbnails): Thumbnails;
  observeNotifier(notifier: Notifier): Notifier;
  close(): Promise<void>;
};

export type EndpointsOptions = {
  readonly settings: HttpSettings;
  readonly log: Pick<StructuredLog, 'info' | 'warn'>;
  /** Aborted as soon as the worker shuts down. */
  readonly stopping: AbortSignal;
  /** Where the SDK serves its metrics; absent: nowhere. */
  readonly sdkMetrics?: Address;
};

/** Listens from the start, so that what starts slowly can be seen to live. @throws SettingsError when the address cannot be used */
export async function openEndpoints({
  settings,
  log,
  stopping,
  sdkMetrics,
}: EndpointsOptions): Promise<Endpoints> {
  for (const secret of [...Object.values(settings.secrets), settings.metricsSecret ?? '']) hideSecret(secret);
  const metrics = createMetrics({ ofProcess: true });
  await describeBuild(metrics, settings);
  let parts: RunningParts | undefined;
  const looks = createLooks({
    // Before it is connected the start itself looks.
    look: async () => parts?.look('a webhook'),
    report: (error) => log.warn({ error: String(error) }, 'could not signal sync after a webhook'),
  });
  const readReadiness = createReadiness({
    state: () => describeState(parts, stopping),
    askServer: async () => parts?.client.workflowService.getSystemInfo({}),
  });
  const failed = (workflow: string): void =>
    metrics.count('showrunner_status_reads_failed_total', { workflow });
  const scrape = createScrape({
    metrics,
    isReady: async () => (await readReadiness()).ready,
    readStatus: () => parts && readFrom({ ...parts, failed }),
    ...(sdkMetrics === undefined ? {} : { readSdk: () => readSdkMetrics(sdkMetrics) }),
  });
  const server = await listen(settings, {
    answer: createRoutes({
      hosts: settings.hosts,
      receive: createReceive({
        secrets: settings.secrets,
        branch: () => parts?.repository.branch,
        look: () => looks.request(),
      }),
      recordDelivery: createDeliveryLog(metrics, log),
      readReadiness,
      scrape,
      ...defined({ metricsSecret: settings.metricsSecret }),
    }),
    report: (error) => log.warn({ error: String(error) }, 'a request failed'),
  });
  return {
    url: server.url,
    connect: (running) => {
      parts = running;
    },
    observeThumbnails: (thumbnails) => observeThumbnails(thumbnails, metrics),
    observeNotifier: (notifier) => observeNotifier(notifier, metrics),
    close: () => closeAll(server, looks),
  };
}

const readFrom =
  (sources: StatusSources) =>
  (before: Parameters<typeof readStatus>[1]): ReturnType<typeof readStatus> =>
    readStatus(sources, before, Date.now());

const describeState = (parts: RunningParts | undefined, stopping: AbortSignal): string => {
  if (stopping.aborted) return 'shutting down';
  if (parts === undefined) return 'starting';
  return parts.isRunning() ? 'running' : 'not running';
};

async function listen(
  { host, port }: HttpSettings,
  rest: Pick<Parameters<typeof serve>[0], 'answer' | 'report'>,
): Promise<HttpServer> {
  try {
    return await serve({ host, port, ...rest });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'another program uses it' : message;
    throw new SettingsError(`SHOWRUNNER_HTTP_ADDRESS: cannot listen on ${host}, port ${port}: ${why}`);
  }
}

/** Rates can be formed only of counters that are there before the first event. */
async function describeBuild(metrics: WorkerMetrics, { secrets }: HttpSettings): Promise<void> {
  const labels = { version: await readOwnVersion(), node: process.versions.node };
  metrics.set('showrunner_build_info', 1, labels);
  for (const sender of Object.keys(secrets))
    for (const outcome of Object.keys(OUTCOMES))
      metrics.count('showrunner_webhook_deliveries_total', { sender, outcome }, 0);
}

/** Of a flood of deliveries that are refused, one a minute is logged for each reason. */
const LOGGED = { burst: 1, everyMs: 60_000 };

function createDeliveryLog(metrics: WorkerMetrics, log: EndpointsOptions['log']) {
  const rates = new Map<string, ReturnType<typeof createRate>>();
  return (sender: string, outcome: DeliveryOutcome): void => {
    metrics.count('showrunner_webhook_deliveries_total', { sender, outcome });
    const key = `${sender} ${outcome}`;
    const rate = rates.get(key) ?? createRate(LOGGED);
    rates.set(key, rate);
    if (!rate.take(Date.now())) return;
    const isRefused = OUTCOMES[outcome].status >= 400;
    log[isRefused ? 'warn' : 'info']({ sender, outcome }, isRefused ? 'a webhook was refused' : 'a webhook');
  };
}

async function closeAll(server: HttpServer, looks: Looks): Promise<void> {
  looks.close();
  await server.close();
}

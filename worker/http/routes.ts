import type { IncomingMessage } from 'node:http';
import { WEBHOOK_SENDERS, type WebhookSender } from '../../config/http.ts';
import { classifyHost, type HostKind } from './hosts.ts';
import type { Readiness } from './readiness.ts';
import type { AnswerRequest, HttpReply } from './serve.ts';
import { type DeliveryOutcome, toReply } from './webhooks/outcomes.ts';
import type { Receive } from './webhooks/receive.ts';
import { isSame } from './webhooks/senders.ts';

export type RoutesOptions = {
  /** Names under which it is reached from outside. */
  readonly hosts: readonly string[];
  readonly receive: Receive;
  /** Called with how each delivery of a sender that may send here ends. */
  readonly recordDelivery: (sender: WebhookSender, outcome: DeliveryOutcome) => void;
  readonly readReadiness: () => Promise<Readiness>;
  readonly scrape: () => Promise<string>;
  /** Absent: only requests by our own addresses may read the metrics. */
  readonly metricsSecret?: string;
};

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';
const NOT_FOUND: HttpReply = { status: 404, body: { error: 'not found' } };
const WRONG_HOST: HttpReply = {
  status: 421,
  body: {
    error:
      'the request is for a host name that this server does not know; SHOWRUNNER_HTTP_HOSTS lists the names under which it is reached',
  },
};
const NO_TOKEN: HttpReply = {
  status: 401,
  body: { error: 'expected the bearer token of SHOWRUNNER_METRICS_SECRET' },
  headers: { 'www-authenticate': 'Bearer' },
};

/** What is where: webhooks, health and metrics, and nothing else. */
export function createRoutes({
  hosts,
  receive,
  recordDelivery,
  readReadiness,
  scrape,
  metricsSecret,
}: RoutesOptions): AnswerRequest {
  const answerWebhook = async (sender: WebhookSender, request: IncomingMessage): Promise<HttpReply> => {
    if (request.method !== 'POST') return wrongMethod('POST');
    const outcome = await receive(sender, request);
    if (outcome === undefined) return NOT_FOUND;
    recordDelivery(sender, outcome);
    return toReply(outcome);
  };

  const answerReady = async (): Promise<HttpReply> => {
    const readiness = await readReadiness();
    return { status: readiness.ready ? 200 : 503, body: readiness };
  };

  const answerMetrics = async (host: HostKind, request: IncomingMessage): Promise<HttpReply> => {
    if (metricsSecret === undefined && host === 'public') return NOT_FOUND;
    if (metricsSecret !== undefined && !hasToken(request, metricsSecret)) return NO_TOKEN;
    return { status: 200, body: await scrape(), headers: { 'content-type': PROMETHEUS } };
  };

  return async (request) => {
    const host = classifyHost(request.headers.host, hosts);
    if (host === undefined) return WRONG_HOST;
    const path = parsePath(request.url ?? '');
    const sender = WEBHOOK_SENDERS.find((name) => path === `/webhooks/${name}`);
    if (sender !== undefined) return answerWebhook(sender, request);
    const pages: Readonly<Record<string, () => Promise<HttpReply>>> = {
      '/healthz': async () => ({ status: 200, body: { alive: true } }),
      '/readyz': answerReady,
      '/metrics': () => answerMetrics(host, request),
    };
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page === undefined) return NOT_FOUND;
    return request.method === 'GET' || request.method === 'HEAD' ? page() : wrongMethod('GET, HEAD');
  };
}

const parsePath = (url: string): string => url.split('?', 1)[0] ?? '';

const wrongMethod = (allow: string): HttpReply => ({
  status: 405,
  body: { error: `expected ${allow}` },
  headers: { allow },
});

const hasToken = ({ headers }: IncomingMessage, secret: string): boolean =>
  isSame(`Bearer ${secret}`, headers.authorization ?? '');

import { setTimeout as sleep } from 'node:timers/promises';
import { type KnownStatus, recordStatus } from './record-status.ts';
import type { WorkerMetrics } from './registry.ts';

export type ScrapeOptions = {
  readonly metrics: WorkerMetrics;
  readonly isReady: () => Promise<boolean>;
  /** Asks the workflows. What does not answer is as it was `before`. undefined: not connected yet. */
  readonly readStatus: () => ((before: KnownStatus) => Promise<KnownStatus>) | undefined;
  /** The metrics of Temporal's SDK, as text. */
  readonly readSdk?: () => Promise<string>;
  readonly cacheMs?: number;
  readonly patienceMs?: number;
};

/** However many scrape, the workflows are asked once in so long. */
const CACHE_MS = 15_000;
/** A scrape waits so long for their answers; later ones are for the next scrape. */
const PATIENCE_MS = 2_000;

/** Renders all metrics. It never fails, and never waits long: without an answer it says what is known. */
export function createScrape({
  metrics,
  isReady,
  readStatus,
  readSdk = async () => '',
  cacheMs = CACHE_MS,
  patienceMs = PATIENCE_MS,
}: ScrapeOptions): () => Promise<string> {
  let known: KnownStatus = {};
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  let scraping: Promise<string> | undefined;

  const refresh = (): Promise<void> => {
    const read = readStatus();
    if (asking !== undefined || read === undefined || Date.now() - askedAt < cacheMs)
      return asking ?? Promise.resolve();
    askedAt = Date.now();
    asking = read(known)
      .then((status) => {
        known = status;
        recordStatus(metrics, known);
      })
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  const scrape = async (): Promise<string> => {
    const [sdk, ready] = await Promise.all([
      readSdk().catch(() => ''),
      isReady(),
      Promise.race([refresh(), sleep(patienceMs, undefined, { ref: false })]),
    ]);
    metrics.set('showrunner_ready', Number(ready));
    return `${await metrics.render()}${sdk}`;
  };

  return () => {
    scraping ??= scrape().finally(() => {
      scraping = undefined;
    });
    return scraping;
  };
}

import type { Notifier } from '../../clients/notify/index.ts';
import { ThumbnailError, type Thumbnails } from '../../drawing/index.ts';
import type { WorkerMetrics } from './registry.ts';

/** The same thumbnails, with the time that each takes and why one fails. */
export const observeThumbnails = (thumbnails: Thumbnails, metrics: WorkerMetrics): Thumbnails => ({
  ...thumbnails,
  draw: async (picture, readBlob) => {
    const startedAt = performance.now();
    try {
      const drawn = await thumbnails.draw(picture, readBlob);
      metrics.observe('showrunner_thumbnail_seconds', (performance.now() - startedAt) / 1000);
      return drawn;
    } catch (error) {
      // What is no fault of drawing is one of reading the files.
      const fault = error instanceof ThumbnailError ? error.fault : 'file';
      metrics.count('showrunner_thumbnail_failures_total', { fault });
      throw error;
    }
  },
});

/** The same notifier, with how each delivery ends. */
export const observeNotifier = (notifier: Notifier, metrics: WorkerMetrics): Notifier => ({
  send: async (target, notification, options) => {
    const result = await notifier.send(target, notification, options);
    const outcome = result.delivered ? 'delivered' : 'failed';
    metrics.count('showrunner_notification_deliveries_total', { kind: target.kind, outcome });
    return result;
  },
});

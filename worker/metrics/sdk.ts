import type { Address } from '../../tools/temporal/hidden-address.ts';

const ANSWER_MS = 1_000;

/** How Temporal's runtime serves its metrics: names as Prometheus wants them, times in seconds. */
export const sdkMetricsOptions = ({ host, port }: Address) => ({
  attachServiceName: false,
  prometheus: {
    bindAddress: `${host}:${port}`,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  },
});

/** Reads the metrics of the SDK's native core, which serves them itself: on this machine, where only this process looks. */
export async function readSdkMetrics({ host, port }: Address): Promise<string> {
  const response = await fetch(`http://${host}:${port}/metrics`, { signal: AbortSignal.timeout(ANSWER_MS) });
  return response.ok ? response.text() : '';
}

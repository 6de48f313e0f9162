import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type LabelsOf,
  METRICS,
  type MetricDefinition,
  type MetricName,
  type NameOf,
} from './definitions.ts';

/** The metrics of this process. */
export type WorkerMetrics = {
  set<Name extends NameOf<'gauge'>>(name: Name, value: number, labels?: LabelsOf<Name>): void;
  /** Forgets the values of gauges, with every label. */
  forget(...names: readonly NameOf<'gauge'>[]): void;
  /** Adds 1, or `by`; 0 makes it known before the first time. */
  count<Name extends NameOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  observe(name: NameOf<'histogram'>, seconds: number): void;
  /** As Prometheus reads it. */
  render(): Promise<string>;
};

const SECONDS = [0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
/** The event loop is looked at so often, in ms: more often would keep an idle worker awake. */
const EVENT_LOOP_PRECISION = 100;

/** `ofProcess`: memory, CPU, event loop and garbage collection too, which cannot be closed again. */
export function createMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}): WorkerMetrics {
  const registry = new Registry();
  if (ofProcess)
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION });
  const gauges = new Map<MetricName, Gauge>();
  const counters = new Map<MetricName, Counter>();
  const histograms = new Map<MetricName, Histogram>();
  for (const [name, { kind, help, labels = [] }] of Object.entries<MetricDefinition>(METRICS)) {
    const options = { name, help, labelNames: labels, registers: [registry] };
    if (kind === 'gauge') gauges.set(name as MetricName, new Gauge(options));
    if (kind === 'counter') counters.set(name as MetricName, new Counter(options));
    if (kind === 'histogram')
      histograms.set(name as MetricName, new Histogram({ ...options, buckets: SECONDS }));
  }
  const forget = (name: MetricName): void => {
    const { labels = [] }: MetricDefinition = METRICS[name];
    gauges.get(name)?.reset();
    // One without labels is now 0, which would be said of what is not known.
    if (labels.length === 0) gauges.get(name)?.remove();
  };
  for (const name of gauges.keys()) forget(name);
  return {
    set: (name, value, labels) => gauges.get(name)?.set(labels ?? {}, value),
    forget: (...names) => {
      for (const name of names) forget(name);
    },
    count: (name, labels, by = 1) => counters.get(name)?.inc(labels, by),
    observe: (name, seconds) => histograms.get(name)?.observe(seconds),
    render: () => registry.metrics(),
  };
}

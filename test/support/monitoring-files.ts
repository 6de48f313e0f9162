import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';

/** An expression of PromQL and where it is. */
export type Expression = { readonly place: string; readonly expr: string };

export type AlertRule = {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
};

type Panel = {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets?: readonly { readonly expr: string }[];
};

const read = (name: string): string =>
  readFileSync(new URL(`../../deploy/monitoring/${name}`, import.meta.url), 'utf8');

export const readAlerts = (): readonly AlertRule[] => {
  const { groups } = parse(read('alerts.yml')) as { groups: readonly { rules: readonly AlertRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
};

export const readPanels = (): readonly Panel[] =>
  (JSON.parse(read('dashboard.json')) as { panels: readonly Panel[] }).panels;

export const listExpressions = (): readonly Expression[] => [
  ...readAlerts().map(({ alert, expr }) => ({ place: alert, expr })),
  ...readPanels().flatMap(({ title, targets = [] }) =>
    // Grafana replaces it by a time.
    targets.map(({ expr }) => ({ place: title, expr: expr.replaceAll('$__rate_interval', '5m') })),
  ),
];

/** The metrics that an expression names, and whether Prometheus can read it. `labels`: those that it selects or groups by. */
export function parseExpression(expr: string) {
  const metrics = new Set<string>();
  const labels = new Set<string>();
  let isReadable = true;
  parser.parse(expr).iterate({
    enter: ({ name, type, from, to, node }) => {
      const text = expr.slice(from, to);
      if (type.isError) isReadable = false;
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.add(text);
      if (name === 'LabelName') labels.add(text);
    },
  });
  return { metrics: [...metrics], labels: [...labels], isReadable };
}

/** Names of one series of a histogram lead to the histogram. */
export const toMetric = (name: string): string => name.replace(/_seconds_(?:bucket|count|sum)$/, '_seconds');

export const listUsedMetrics = (): readonly string[] => [
  ...new Set(listExpressions().flatMap(({ expr }) => parseExpression(expr).metrics)),
];

/** What the files use of Temporal's SDK, and of the process. */
export const listForeignMetrics = (): readonly string[] =>
  listUsedMetrics().filter((name) => /^(temporal|process|nodejs)_/.test(name));

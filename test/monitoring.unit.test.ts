import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OUTCOMES } from '../worker/http/webhooks/outcomes.ts';
import { METRICS, type MetricDefinition } from '../worker/metrics/definitions.ts';
import {
  listExpressions,
  listForeignMetrics,
  listUsedMetrics,
  parseExpression,
  readAlerts,
  readPanels,
  toMetric,
} from './support/monitoring-files.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('docs/monitoring.md');
const DEFINITIONS: Readonly<Record<string, MetricDefinition>> = METRICS;

/** The rows of a table whose first cell is code that begins with `start`. */
const listRows = (start: string): string[][] =>
  page
    .split('\n')
    .filter((line) => line.startsWith(`| \`${start}`))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    );

describe('deploy/monitoring', () => {
  it.each(listExpressions().map(({ place, expr }) => [place, expr]))(
    'Prometheus can read %s: %s',
    (_place, expr) => {
      expect(parseExpression(expr)).toMatchObject({ isReadable: true });
    },
  );

  it('would notice an expression that it cannot read', () => {
    expect(parseExpression('max(up) by').isReadable).toBe(false);
    expect(parseExpression('sum(rate(a[5m])').isReadable).toBe(false);
    expect(parseExpression('rate(a_total{b="c"}[5m]) > on (d) e')).toEqual({
      metrics: ['a_total', 'e'],
      labels: ['b', 'd'],
      isReadable: true,
    });
  });

  it('uses only metrics that there are, ours with labels that they have', () => {
    // test/monitoring.test.ts finds these in a worker that runs.
    const foreign = listForeignMetrics();
    const isKnown = (name: string): boolean =>
      name === 'up' || toMetric(name) in METRICS || foreign.includes(name);
    expect(listUsedMetrics().filter((name) => !isKnown(name))).toEqual([]);
    const PROMETHEUS = ['job', 'instance', 'le'];
    const wrong = listExpressions().flatMap(({ place, expr }) => {
      const { metrics, labels } = parseExpression(expr);
      const ours = metrics.filter((name) => name.startsWith('showrunner_'));
      const has = ours.flatMap((name) => DEFINITIONS[toMetric(name)]?.labels ?? []);
      return ours.length === 0
        ? []
        : labels
            .filter((label) => ![...PROMETHEUS, ...has].includes(label))
            .map((label) => `${place}: ${label}`);
    });
    expect(wrong).toEqual([]);
  });

  it('selects values of labels that there are', () => {
    const outcomes = listExpressions().flatMap(
      ({ expr }) => /outcome=~"([^"]*)"/.exec(expr)?.[1]?.split('|') ?? [],
    );
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => !(outcome in OUTCOMES))).toEqual([]);
  });

  it('has panels with a title, a description and a place of their own', () => {
    const panels = readPanels().filter(({ type }) => type !== 'row');
    expect(panels.length).toBeGreaterThan(20);
    expect(panels.filter(({ title, description = '' }) => title === '' || description === '')).toEqual([]);
    const cells = readPanels().flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(readPanels().map(({ id }) => id)).size).toBe(readPanels().length);
  });

  it('is what the example of a configuration names', () => {
    const { rule_files, scrape_configs } = parse(read('deploy/monitoring/prometheus.yml')) as {
      rule_files: string[];
      scrape_configs: { job_name: string }[];
    };
    expect(rule_files).toEqual(['alerts.yml']);
    expect(scrape_configs.map(({ job_name }) => job_name)).toEqual(['showrunner']);
  });
});

describe('the alerts', () => {
  it('have a severity, a summary and a description', () => {
    const bad = readAlerts().filter(
      ({ labels, annotations }) =>
        !['critical', 'warning', 'info'].includes(labels['severity'] ?? '') ||
        (annotations['summary'] ?? '') === '' ||
        (annotations['description'] ?? '') === '',
    );
    expect(bad).toEqual([]);
  });

  it('are those of the page, with the same severity', () => {
    const rows = listRows('Showrunner').map(([name, severity]) => [name?.replaceAll('`', ''), severity]);
    expect(rows).toEqual(readAlerts().map(({ alert, labels }) => [alert, labels['severity']]));
  });
});

describe('docs/monitoring.md', () => {
  it('has every metric of ours, with its labels and its meaning', () => {
    const rows = listRows('showrunner_').map(([name, labels, meaning]) => [name, labels, meaning]);
    const expected = Object.entries(DEFINITIONS).map(([name, { labels = [], help }]) => [
      `\`${name}\``,
      labels.map((label) => `\`${label}\``).join(', '),
      help,
    ]);
    expect(rows).toEqual(expected);
  });

  it('has every outcome of a webhook, with the status that the sender gets', () => {
    const start = page.indexOf('| outcome | status |');
    const table = page.slice(start, page.indexOf('\n\n', start)).split('\n').slice(2);
    const rows = table.map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .slice(0, 2)
        .map((cell) => cell.trim()),
    );
    const expected = Object.entries(OUTCOMES).map(([outcome, { status }]) => [
      `\`${outcome}\``,
      String(status),
    ]);
    expect(rows).toEqual(expected);
  });
});

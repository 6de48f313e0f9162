import type { StatisticsResult } from '../statistics.ts';
import type { ReportBlock } from './block.ts';
import { message, text } from './text.ts';

/** What was kept of a day's numbers. */
export function describeStatistics(result: StatisticsResult | undefined): ReportBlock[] {
  if (result === undefined) return [{ kind: 'fact', name: 'last', value: text`reading the numbers` }];
  const { shows = [], day, detail } = result;
  return [
    { kind: 'fact', name: 'day', value: text`${day}` },
    { kind: 'fact', name: 'last', value: message(detail) },
    ...(shows.length === 0
      ? []
      : [
          {
            kind: 'counts' as const,
            columns: ['show', 'views'] as const,
            rows: shows.map(({ show = 'no show', views }) => [show, views] as const),
          },
        ]),
  ];
}

import { describeStatistics } from '../contract/reports/statistics.ts';
import type { StatisticsResult } from '../contract/statistics.ts';
import { reportActivities } from './activity-proxies.ts';
import { showDetails } from './details/show-details.ts';

/** Keeps the views, likes and comments of all videos for one day. The Schedule `statistics` starts it; it costs no unit, and holds up nothing. */
export async function statistics(): Promise<StatisticsResult> {
  showDetails(() => describeStatistics(undefined));
  const summary = 'views, likes and comments of all videos';
  const result = await reportActivities.recordStatistics.executeWithOptions({ summary }, []);
  showDetails(() => describeStatistics(result));
  return result;
}

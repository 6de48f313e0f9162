import { setCurrentDetails } from '@temporalio/workflow';
import { describeStatistics } from '../contract/reports/statistics.ts';
import type { StatisticsResult } from '../contract/statistics.ts';
import { reportActivities } from './activity-proxies.ts';
import { renderDetails } from './details/markdown.ts';

/** Keeps the views, likes and comments of all videos for one day. The Schedule `statistics` starts it; it costs no unit, and holds up nothing. */
export async function statistics(): Promise<StatisticsResult> {
  setCurrentDetails(renderDetails(describeStatistics(undefined), Date.now()));
  const summary = 'views, likes and comments of all videos';
  const result = await reportActivities.recordStatistics.executeWithOptions({ summary }, []);
  setCurrentDetails(renderDetails(describeStatistics(result), Date.now()));
  return result;
}

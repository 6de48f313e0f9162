import { setCurrentDetails } from '@temporalio/workflow';
import type { ReportBlock } from '../../contract/reports/block.ts';
import { renderDetails } from './markdown.ts';

/**
 * What the Temporal UI shows of this run. It is rendered each time the UI asks, because only then the SDK turns the details into JSON.
 * Rendered at each turn it was a fifth of a replay.
 */
export function showDetails(describe: () => readonly ReportBlock[]): void {
  const details = { toJSON: (): string => renderDetails(describe(), Date.now()) };
  setCurrentDetails(details as unknown as string);
}

import type { Field } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import { isOver } from '../merge/merge.ts';
import { estimateUnits } from '../plan/estimate.ts';

/** The minimum units of an overwrite of these fields of one video: a read and its writes. */
export function estimateOverwrite(desired: Desired, live: LiveVideo, fields: readonly Field[]): number {
  if (fields.length === 0) return 0;
  const names = fields.map((field) => (field === 'category' ? 'categoryId' : field));
  const { playlists: _all, ...base } = desired;
  return estimateUnits({ base, desired, fields: names, finished: isOver(live) });
}

import { basesOf, isHandedOver } from '../../domain/changes/hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { planVideo } from '../../domain/changes/plan/plan.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import type { Desired } from '../../domain/render/desired.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStanding } from '../episode/own-video.ts';
import { planSteps } from '../episode/plan-steps.ts';
import { findBindTime } from '../episode/stream-schedule.ts';
import { readBases } from '../read-content.ts';

/**
 * How a video compares with its file. `behind` of an edited one: other fields are out of date and ours to write. not-ours: never
 * handed over; observed: `manage: observe`; `fields`: what differs. `held`: all but that it would be published, which waits for an
 * approval.
 */
export type VideoClass =
  | { readonly kind: 'same' | 'behind' | 'held' | 'vanished' }
  | { readonly kind: 'not-ours' | 'observed'; readonly fields: readonly string[] }
  | { readonly kind: 'edited'; readonly fields: readonly string[]; readonly behind: boolean };

type Input = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  readonly live: LiveVideo;
  readonly broadcast: LiveBroadcast | undefined;
  /** Commits whose texts may be on YouTube. */
  readonly bases: readonly string[];
};

/** Uses the same plan as an update would. A video that is not linked to the episode any more counts as edited in its `marker`. */
export async function classifyVideo(deps: Dependencies, input: Input): Promise<VideoClass> {
  const { catalog, episode, desired, live, broadcast } = input;
  const standing = await findStanding(deps, { catalog, episode, live });
  if (!isHandedOver(standing) && standing.kind !== 'foreign')
    return { kind: 'edited', fields: ['marker'], behind: false };
  const bases = basesOf(standing, await readBases(deps.repository, input.bases, episode), live);
  const now = deps.clock();
  const plan = planVideo({ desired, bases, live, broadcast, standing, forms: catalog.academy, at: now });
  if (standing.kind === 'foreign') return { kind: 'not-ours', fields: plan.differs };
  if (desired.policy.manage === 'observe')
    return plan.differs.length === 0 ? { kind: 'same' } : { kind: 'observed', fields: plan.differs };
  // Changes between commits were applied when these were settled: only what is missing is due.
  const bindAt = findBindTime(catalog, desired, now);
  const steps = planSteps({
    desired,
    bases: [desired],
    live,
    standing,
    broadcast,
    bindAt,
    now,
    fresh: false,
  });
  const behind = plan.changes.length > 0 || steps.length > 0;
  const fields = [...plan.edited, ...plan.unknown];
  if (fields.length > 0) return { kind: 'edited', fields, behind };
  if (behind) return { kind: 'behind' };
  return { kind: plan.holdsVisibility === 'now' ? 'held' : 'same' };
}

import { basesOfVideo } from '../../domain/changes/claims.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { planVideo } from '../../domain/changes/plan/plan.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { assertOwnership } from '../episode/own-video.ts';
import { planSteps } from '../episode/plan-steps.ts';
import { findBindTime } from '../episode/stream-schedule.ts';
import { readBases } from '../read-content.ts';

/** How one video stands to what its file says. `behind` of an edited one: other fields of it are ours to write. */
export type VideoClass =
  | { readonly kind: 'same' | 'behind' | 'vanished' }
  | { readonly kind: 'edited'; readonly fields: readonly string[]; readonly behind: boolean };

type Question = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  readonly live: LiveVideo;
  readonly broadcast: LiveBroadcast | undefined;
  /** Commits whose texts may stand on YouTube. */
  readonly bases: readonly string[];
};

/** Judges as the writer itself would, by the same plan; a video that nothing makes ours counts as edited in its `marker`. */
export async function classifyVideo(deps: Dependencies, question: Question): Promise<VideoClass> {
  const { catalog, episode, desired, live, broadcast } = question;
  const forms = catalog.academy;
  if (!isClaimed({ live, desired, episode, forms }))
    return { kind: 'edited', fields: ['marker'], behind: false };
  const bases = basesOfVideo(await readBases(deps.repository, question.bases, episode), live, forms);
  const now = deps.clock();
  const plan = planVideo({ desired, bases, live, broadcast, forms });
  // What changed between commits was done when they were settled: only what is missing is due.
  const bindAt = findBindTime(catalog, desired, now);
  const steps = planSteps({ desired, bases: [desired], live, broadcast, bindAt, now, fresh: false });
  const behind = plan.changes.length > 0 || steps.length > 0;
  const fields = [...plan.edited, ...plan.unknown];
  if (fields.length > 0) return { kind: 'edited', fields, behind };
  return { kind: behind ? 'behind' : 'same' };
}

function isClaimed(claim: Parameters<typeof assertOwnership>[0]): boolean {
  try {
    assertOwnership(claim);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

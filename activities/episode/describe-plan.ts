import type { NotConverged, UpdateResult } from '../../contract/episode.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { VideoPlan } from '../../domain/changes/plan/plan.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { describeStuck } from './convergence.ts';

/** What was written, what a person's hand is on, and what cannot change now, in words for an operator. */
export function describePlan(plan: VideoPlan, { policy }: Desired): Pick<UpdateResult, 'kind' | 'detail'> {
  const left = [
    plan.edited.length === 0 ? '' : `a person edited ${plan.edited.join(', ')} on YouTube; left alone`,
    plan.unknown.length === 0 ? '' : `nobody can say who wrote ${plan.unknown.join(', ')}; left alone`,
  ].filter((text) => text !== '');
  const blocked = plan.blocked.map(({ why }) => why);
  const fields = plan.changes.flatMap((change) => change.fields);
  if (fields.length > 0)
    return { kind: 'written', detail: [`wrote ${fields.join(', ')}`, ...left, ...blocked].join('; ') };
  if (left.length > 0) return { kind: 'edited', detail: [...left, ...blocked].join('; ') };
  return { kind: 'unchanged', detail: blocked.join('; ') || idle(policy) };
}

const idle = ({ manage }: Desired['policy']): string =>
  manage === 'observe' ? 'manage: observe, nothing is written' : 'as it should be';

/** What needs a person: a start that YouTube would refuse, told and never sent, and words that it does not keep. */
export function describeRefusal(
  plan: VideoPlan,
  live: LiveVideo,
  unkept: NotConverged,
): { refused?: string } {
  const why = [tellPast(plan, live), describeStuck(unkept)].filter((text) => text !== undefined);
  return why.length === 0 ? {} : { refused: why.join('; ') };
}

const tellPast = ({ refusedStart }: VideoPlan, live: LiveVideo): string | undefined =>
  refusedStart === undefined
    ? undefined
    : `its new start ${refusedStart} has passed, and YouTube takes only one in the future: it stays at ${live.start ?? 'no time'} there. Commit a scheduledFor in the future; everything else is done`;

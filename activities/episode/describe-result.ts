import type { NotConverged, UpdateResult } from '../../contract/episode-calls.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { stageOf } from '../../domain/changes/merge/gates.ts';
import type { Audience } from '../../domain/changes/merge/visibility.ts';
import { describeCheck, nextCheck } from '../../domain/changes/next-check.ts';
import type { VideoPlan } from '../../domain/changes/plan/plan.ts';
import type { NumberVerdict } from '../../domain/changes/take-over-number.ts';
import { type Desired, endOf } from '../../domain/render/desired.ts';
import { defined } from '../../domain/shared/defined.ts';
import { describeRefusedFields } from './refused-fields.ts';
import { describeStuck } from './send-changes.ts';

/** What was written, what was left because a person edited it, and what cannot change now. */
export function describePlan(
  plan: VideoPlan,
  { policy }: Desired,
  { takeOver, number }: { readonly takeOver?: string | undefined; readonly number?: NumberVerdict } = {},
): Pick<UpdateResult, 'kind' | 'detail'> {
  const skipped = [
    plan.edited.length === 0 ? '' : `a person edited ${plan.edited.join(', ')} on YouTube; not overwritten`,
    plan.unknown.length === 0
      ? ''
      : `cannot tell who last changed ${plan.unknown.join(', ')}; not overwritten`,
  ].filter((text) => text !== '');
  if (plan.standing === 'foreign')
    return describeForeign(plan, policy, { wasApproved: takeOver !== undefined, number });
  const blocked = plan.blocked.map(({ why }) => why);
  const fields = plan.changes.flatMap((change) => change.fields);
  if (fields.length > 0)
    return { kind: 'written', detail: [`wrote ${fields.join(', ')}`, ...skipped, ...blocked].join('; ') };
  if (skipped.length > 0) return { kind: 'edited', detail: [...skipped, ...blocked].join('; ') };
  return { kind: 'unchanged', detail: blocked.join('; ') || describeUnchanged(plan, policy) };
}

/** Nothing is called on a video that its file names and that was never handed over. */
const describeForeign = (
  { episodeId, videoId, differs }: VideoPlan,
  { manage }: Desired['policy'],
  { wasApproved, number }: { readonly wasApproved: boolean; readonly number: NumberVerdict | undefined },
): Pick<UpdateResult, 'kind' | 'detail'> => {
  const state = differs.length === 0 ? 'it is as the file says' : `it differs in ${differs.join(', ')}`;
  const detail = wasApproved
    ? `video ${videoId} or its file has changed since its take-over was approved: ask for it again`
    : `video ${videoId} was never handed over, so nothing is changed on it; ${state}`;
  const ignored = number?.kind === 'ignored' ? `; ${number.why}` : '';
  const how = `\`npx showrunner take-over ${episodeId} --by NAME\``;
  return {
    kind: 'not-ours',
    detail: manage === 'full' ? `${detail}${ignored}; to take it over: ${how}` : `${detail}${ignored}`,
  };
};

function describeUnchanged({ differs }: VideoPlan, { manage }: Desired['policy']): string {
  if (manage !== 'observe') return 'up to date';
  return differs.length === 0
    ? 'manage: observe, as the file says'
    : `manage: observe, so what differs is not written: ${differs.join(', ')}`;
}

/** What needs a person: a start that YouTube would refuse, which is not sent, and fields that do not converge. */
export function describeRefusal(
  plan: VideoPlan,
  live: LiveVideo,
  notConverged: NotConverged,
): { refused?: string } {
  const why = [
    describePastStart(plan, live),
    describeStuck(notConverged),
    describeRefusedFields(notConverged),
  ].filter((text) => text !== undefined);
  return why.length === 0 ? {} : { refused: why.join('; ') };
}

const describePastStart = ({ refusedStart }: VideoPlan, live: LiveVideo): string | undefined =>
  refusedStart === undefined
    ? undefined
    : `its new start ${refusedStart} has passed, and YouTube accepts only a start in the future: it stays at ${live.start ?? 'no time'} there. Commit a scheduledFor in the future; everything else was applied`;

/** The schedule that the video has after this plan. */
export const describeSchedule = (live: LiveVideo, plan: VideoPlan): Pick<UpdateResult, 'publishAt'> =>
  defined({ publishAt: audienceAfter(live, plan).publishAt });

/** Who may watch after this plan. */
export function audienceAfter(live: LiveVideo, { changes }: VideoPlan): Audience {
  const sent = changes.flatMap((change) =>
    change.call === 'videos.update' && change.next.privacy !== undefined ? [change.next] : [],
  );
  const { privacy = live.privacy, publishAt } = sent[0] ?? live;
  return privacy === 'private' ? { privacy, ...defined({ publishAt }) } : { privacy };
}

type PhaseInput = {
  live: LiveVideo;
  desired: Desired;
  broadcast?: LiveBroadcast | undefined;
  bindAt: number | undefined;
  now: number;
};

/** The phase by YouTube's data, and when to check next. A start that a person moved on YouTube counts as moved. */
export function describePhase({ live, desired, broadcast, bindAt, now }: PhaseInput) {
  const stage = stageOf(live, broadcast);
  const phase = stage === 'testing' || stage === 'live' ? stage : live.phase;
  const start = broadcast?.start ?? live.start;
  const { durationSeconds } = desired;
  const ms = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso));
  const times = { phase, start: ms(start), end: ms(endOf({ start, durationSeconds })), bindAt };
  const at = nextCheck(times, now);
  return {
    phase,
    overdue: phase === 'upcoming' && (ms(start) ?? Number.POSITIVE_INFINITY) <= now,
    ...defined({ start }),
    ...(at === undefined ? {} : { checkInMs: at - now, checkFor: describeCheck(times, at) }),
  };
}

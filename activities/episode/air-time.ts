import type { VideoRequest } from '../../contract/episode.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { stageOf } from '../../domain/changes/merge/gates.ts';
import { nextCheck } from '../../domain/changes/next-check.ts';
import { type Desired, endOf } from '../../domain/render/desired.ts';
import { defined } from '../../domain/shared/defined.ts';

const HOUR = 60 * 60 * 1000;

/**
 * From an hour before the start until it is complete, only the episode's own file changes it. Without a base nobody can say that it
 * was its own file. A creation that has begun is finished.
 */
export function mustWaitForAir(
  { cause, baseCommits: bases, madeMsAgo }: Pick<VideoRequest, 'cause' | 'baseCommits' | 'madeMsAgo'>,
  live: LiveVideo,
  now: number,
): boolean {
  const byOwnFile = cause === 'own' && bases.length > 0;
  return !byOwnFile && madeMsAgo === undefined && isAroundAir(live, now);
}

function isAroundAir(live: LiveVideo, now: number): boolean {
  if (live.phase === 'live' || live.phase === 'testing') return true;
  return live.phase === 'upcoming' && Date.parse(live.start ?? '') - now <= HOUR;
}

export const deferUntilOver = (live: LiveVideo, { status }: Desired) => ({
  kind: 'deferred' as const,
  detail: `around air time (${live.phase}): a shared cause waits until the stream has ended, and so does what nobody remembers`,
  title: live.title,
  status,
  nextSteps: [],
});

type Following = {
  live: LiveVideo;
  desired: Desired;
  broadcast?: LiveBroadcast | undefined;
  bindAt: number | undefined;
  now: number;
};

/** Where it stands by YouTube's word, and when it is worth the next look. A start that a person moved counts as it stands. */
export function describePhase({ live, desired, broadcast, bindAt, now }: Following) {
  const stage = stageOf(live, broadcast);
  const phase = stage === 'testing' || stage === 'live' ? stage : live.phase;
  const start = broadcast?.start ?? live.start;
  const { durationSeconds } = desired;
  const ms = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso));
  const at = nextCheck({ phase, start: ms(start), end: ms(endOf({ start, durationSeconds })), bindAt }, now);
  return {
    phase,
    overdue: phase === 'upcoming' && (ms(start) ?? Number.POSITIVE_INFINITY) <= now,
    ...defined({ start }),
    ...(at === undefined ? {} : { checkInMs: at - now }),
  };
}

import type { Brief, Step, UpdateResult } from '../../activities/types.ts';
import { readActivities, youtubeActivities } from '../effects.ts';
import type { Verdict, VerdictKind, Wake } from '../messages.ts';
import { type Purse, SetbackError, settleUnits, spend } from '../units.ts';
import { recordSetback } from './setback.ts';
import type { EpisodeState } from './state.ts';
import { returnAsked, takePurse } from './take-purse.ts';

/** Brings YouTube to what the duty's commit says, as far as it goes now, and answers how it went. */
export async function perform(state: EpisodeState, duty: Wake): Promise<Verdict> {
  const brief = isKnownVideo(state, duty)
    ? undefined
    : await readActivities.briefEpisode({ episodeId: state.episodeId, commit: duty.commit });
  if (brief !== undefined) recordBrief(state, brief);
  const idle = brief === undefined ? undefined : whyNothing(state, brief);
  if (idle !== undefined) return finish(state, duty, 'unchanged', idle, 0);
  const purse = await takePurse(state, duty, brief);
  if (purse === undefined) return answer('deferred', 'waits for units', 0);
  const borrowed = purse.grant.id === duty.grant?.id;
  try {
    return await bringUpToDate(state, duty, brief, purse);
  } catch (error) {
    if (!(error instanceof SetbackError)) throw error;
    return recordSetback(state, error.setback, brief, purse.spent);
  } finally {
    if (!borrowed) await settleUnits(purse);
  }
}

/** A rewrite that brings a video's id and the units for it needs no other word: one activity does it. */
const isKnownVideo = (state: EpisodeState, duty: Wake): boolean =>
  duty.grant !== undefined && duty.videoId !== undefined && duty.cause === 'shared' && state.phase === 'new';

function recordBrief(state: EpisodeState, brief: Brief): void {
  state.title = brief.title === '' ? state.title : brief.title;
  state.start = brief.start;
  state.videoId = brief.videoId ?? state.videoId;
}

/** Why YouTube has nothing to do with it, if it has not. */
function whyNothing(state: EpisodeState, brief: Brief): string | undefined {
  const is = (phase: EpisodeState['phase'], why: string): string => {
    state.phase = phase;
    return why;
  };
  if (!brief.found)
    return is('orphaned', 'no file names it any more; its video, if there is one, is left as it is');
  if (brief.kind === 'none') return is('not-on-youtube', 'kind: none, it is not on YouTube');
  if (state.videoId !== undefined) return undefined;
  if (brief.status === 'draft') return is('draft', 'a draft: nothing is created');
  if (brief.status === 'cancelled') return is('cancelled', 'cancelled before there was a broadcast');
  if (brief.manage === 'observe') return is('not-on-youtube', 'manage: observe, nothing is created');
  return undefined;
}

async function bringUpToDate(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
  purse: Purse,
): Promise<Verdict> {
  const done: string[] = [];
  let fresh = false;
  if (state.videoId === undefined) {
    const found = await findOrCreate(state, duty, brief, purse);
    if (typeof found !== 'string') return found;
    fresh = true;
    done.push(found);
  }
  const update = await updateVideo(state, duty, purse, fresh);
  if (update.kind === 'deferred') return deferAroundAir(state, update, purse);
  if (update.kind === 'written') done.push(update.detail);
  recordPhase(state, update, brief);
  for (const step of update.todo) done.push(...(await takeStep(state, duty, step, purse)));
  await returnAsked(state);
  const kind = done.length > 0 ? 'written' : update.kind;
  return finish(state, duty, kind, done.length > 0 ? done.join('; ') : update.detail, purse.spent);
}

/** The id is known afterwards; what was done is told. A verdict comes back when there is no video to go on with. */
async function findOrCreate(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
  purse: Purse,
): Promise<string | Verdict> {
  const delays = brief?.lookAgainMs ?? [];
  const mayInsert = state.looks === 0 || state.looks >= delays.length;
  const { episodeId } = state;
  const made = await spend(purse, (grant) =>
    youtubeActivities.createBroadcast.executeWithOptions(
      {
        summary: mayInsert
          ? `create the broadcast of ${episodeId}`
          : `look for the broadcast of ${episodeId}`,
      },
      [{ episodeId, commit: duty.commit, grant, mayInsert }],
    ),
  );
  if (made.outcome === 'missing') {
    state.retryAt = Date.now() + (delays[state.looks] ?? 0);
    state.looks += 1;
    return answer('deferred', 'its broadcast is not to be seen yet; looked for again', purse.spent);
  }
  state.looks = 0;
  if (made.outcome === 'missed') {
    state.phase = 'missed';
    state.attention =
      'its start has passed and it has no video: set a new scheduledFor, or name its youtube.videoId';
    return finish(state, duty, 'unchanged', 'missed: nothing is created in the past', purse.spent);
  }
  state.videoId = made.videoId;
  return made.outcome === 'created' ? 'broadcast created' : 'broadcast found and adopted';
}

function updateVideo(state: EpisodeState, duty: Wake, purse: Purse, fresh: boolean): Promise<UpdateResult> {
  const { episodeId, videoId = '', commit } = state;
  const bases = [...new Set([...duty.bases, ...(commit === undefined ? [] : [commit])])];
  return spend(purse, (grant) =>
    youtubeActivities.updateVideo.executeWithOptions({ summary: `read, merge, write ${videoId}` }, [
      { episodeId, videoId, commit: duty.commit, bases, cause: duty.cause, fresh, grant },
    ]),
  );
}

async function takeStep(state: EpisodeState, duty: Wake, step: Step, purse: Purse): Promise<string[]> {
  const { episodeId, videoId = '' } = state;
  const order = {
    episodeId,
    videoId,
    commit: duty.commit,
    bases: duty.bases,
    cause: duty.cause,
    fresh: false,
  };
  const result = await spend(purse, (grant) => STEPS[step].run({ ...order, grant }, STEPS[step].summary));
  return result.done ? [result.detail] : [];
}

type StepOrder = Parameters<typeof youtubeActivities.bindStream>[0];
const STEPS = {
  bind: {
    summary: 'bind to its stream',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.bindStream.executeWithOptions({ summary }, [order]),
  },
  unbind: {
    summary: 'unbind from its stream',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.unbindStream.executeWithOptions({ summary }, [order]),
  },
  thumbnail: {
    summary: 'draw and upload the thumbnail',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.setThumbnail.executeWithOptions({ summary }, [order]),
  },
  playlists: {
    summary: 'add to its playlists',
    run: (order: StepOrder, summary: string) =>
      youtubeActivities.fillPlaylists.executeWithOptions({ summary }, [order]),
  },
} as const;

const AIR_POLL = 10 * 60_000;
const HOUR = 60 * 60_000;

/** A rewrite that meets an episode around air time leaves; the duty stays until the stream has ended. */
function deferAroundAir(state: EpisodeState, update: UpdateResult, purse: Purse): Verdict {
  state.phase = update.phase;
  state.retryAt = Date.now() + AIR_POLL;
  state.last = update.detail;
  return answer('deferred', update.detail, purse.spent);
}

/** What comes by itself: the stream's lease, the start, the end. */
function recordPhase(state: EpisodeState, update: UpdateResult, brief: Brief | undefined): void {
  const now = Date.now();
  state.start = update.start ?? state.start;
  const start = Date.parse(state.start ?? '');
  state.phase =
    brief?.status === 'cancelled'
      ? 'cancelled'
      : update.phase === 'upcoming' && start <= now
        ? 'overdue'
        : update.phase;
  state.attention = state.phase === 'overdue' ? OVERDUE : undefined;
  state.lookAt = nextLook(state.phase, start, Date.parse(brief?.bindAt ?? ''), now);
}

const OVERDUE = 'its start has passed and nobody streams: start the encoder, or set a new scheduledFor';

function nextLook(
  phase: EpisodeState['phase'],
  start: number,
  bindAt: number,
  now: number,
): number | undefined {
  if (phase === 'upcoming') return bindAt > now ? Math.min(bindAt, start) : start;
  if (phase === 'overdue' || phase === 'testing' || phase === 'live')
    return now + (now - start > 6 * HOUR ? HOUR : AIR_POLL);
  return undefined;
}

function finish(state: EpisodeState, duty: Wake, kind: VerdictKind, detail: string, spent: number): Verdict {
  state.duty = undefined;
  state.retryAt = undefined;
  state.failures = 0;
  state.commit = duty.commit;
  state.last = `${kind}: ${detail} (commit ${duty.commit.slice(0, 10)})`;
  if (state.phase !== 'missed' && state.phase !== 'overdue')
    state.attention = kind === 'edited' ? detail : undefined;
  return answer(kind, detail, spent);
}

const answer = (kind: VerdictKind, detail: string, spent: number): Verdict => ({ kind, detail, spent });

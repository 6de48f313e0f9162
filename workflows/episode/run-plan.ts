import type { Brief, UpdateResult, Verdict, Wake } from '../../contract/episode.ts';
import { readActivities, youtubeActivities } from '../activity-proxies.ts';
import { type Purse, SetbackError, settleUnits, spend } from '../quota-client.ts';
import { findOrCreate } from './create.ts';
import { recordBrief, whyNothing } from './load-episode.ts';
import { deferAroundAir, recordPhase, refuse, sendOnceMore } from './phase.ts';
import { recordSetback } from './record-failure.ts';
import { returnAsked, takePurse } from './reserve-quota.ts';
import { recordLeft, releasedFor } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';
import { ageOf, basesFor, takeStep } from './steps.ts';
import { answer, defer, finish } from './verdict.ts';

/** Brings YouTube to what the duty's commit says, as far as it goes now, and answers how it went. */
export async function perform(state: EpisodeState, duty: Wake): Promise<Verdict> {
  const brief = isKnownVideo(state, duty)
    ? undefined
    : await readActivities.briefEpisode({
        episodeId: state.episodeId,
        commit: duty.commit,
        bases: basesFor(state, duty),
        ...(state.videoId === undefined ? {} : { videoId: state.videoId }),
      });
  if (brief !== undefined) recordBrief(state, brief);
  const idle = brief === undefined ? undefined : whyNothing(state, brief);
  if (idle !== undefined) return finish(state, duty, 'unchanged', idle, 0);
  const purse = await takePurse(state, duty, brief);
  if (purse === undefined) return answer('deferred', 'waits for units', 0);
  const borrowed = purse.grant.id === duty.grant?.id;
  try {
    // Paused while it waited for the brief or the units: nothing is under way yet.
    if (state.pausedBy !== undefined) return defer(state);
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

async function bringUpToDate(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
  purse: Purse,
): Promise<Verdict> {
  const done: string[] = [];
  if (state.videoId === undefined) {
    const found = await findOrCreate(state, duty, brief, purse);
    if (typeof found !== 'string') return found;
    done.push(found);
  }
  // The first update finishes the seal, and with it the creation: cut off before, all of it is done again, by whoever comes.
  if (state.madeAt !== undefined) done.push(...(await takeSteps(state, duty, purse)).done);
  const update = await updateVideo(state, duty, purse);
  if (update.kind === 'deferred') return deferAroundAir(state, update, purse);
  if (update.kind === 'written') done.push(update.detail);
  state.madeAt = undefined;
  recordPhase(state, update);
  recordLeft(state, update);
  state.todo = [...new Set([...update.todo, ...state.todo])];
  const steps = await takeSteps(state, duty, purse);
  done.push(...steps.done);
  const left = [...(update.kind === 'edited' ? [update.detail] : []), ...steps.left];
  await returnAsked(state);
  return conclude(state, duty, update, { done, left, spent: purse.spent });
}

type Outcome = { readonly done: readonly string[]; readonly left: readonly string[]; readonly spent: number };

/** What YouTube did not keep is sent once more; what needs a person waits for one; else the duty is done. */
function conclude(state: EpisodeState, duty: Wake, update: UpdateResult, outcome: Outcome): Verdict {
  const { done, left, spent } = outcome;
  state.unkept = update.unkept;
  state.refused = update.refused;
  if (update.refused !== undefined) return refuse(state, update.refused, done, spent);
  if (update.unkept !== undefined) return sendOnceMore(state, update.unkept, spent);
  const kind = done.length > 0 ? 'written' : left.length > 0 ? 'edited' : update.kind;
  return finish(state, duty, kind, [...done, ...left].join('; ') || update.detail, spent);
}

/** Each step that was taken is forgotten at once: what fails is taken again, what was done is not. */
async function takeSteps(state: EpisodeState, duty: Wake, purse: Purse) {
  const did = { done: [] as string[], left: [] as string[] };
  for (const step of state.todo) {
    const taken = await takeStep(state, duty, step, purse);
    if (taken.done) did.done.push(taken.detail);
    else if (taken.left !== undefined) did.left.push(taken.detail);
    state.todo = state.todo.filter((other) => other !== step);
  }
  return did;
}

function updateVideo(state: EpisodeState, duty: Wake, purse: Purse): Promise<UpdateResult> {
  const { episodeId, videoId = '', thumbnail, unkept } = state;
  return spend(purse, (grant) =>
    youtubeActivities.updateVideo.executeWithOptions({ summary: `read, merge, write ${videoId}` }, [
      {
        episodeId,
        videoId,
        commit: duty.commit,
        bases: basesFor(state, duty),
        cause: duty.cause,
        grant,
        overwrite: releasedFor(state, duty),
        ...ageOf(state),
        ...(thumbnail === undefined ? {} : { thumbnail }),
        ...(unkept === undefined ? {} : { unkept }),
      },
    ]),
  );
}

import { condition, workflowInfo } from '@temporalio/workflow';
import type { Answer, AskTarget } from '../../activities/types.ts';
import { VIDEO_READ_AND_WRITE } from '../../domain/costs.ts';
import { askActivities, youtubeActivities } from '../effects.ts';
import type { Grant } from '../messages.ts';
import { askForUnits, type Purse, SetbackError, settleUnits, spend } from '../units.ts';
import { addCounts, addNotes, type RewriteState } from './state.ts';

/** Episodes asked by one activity. */
const BATCH = 25;
const SOON = 5000;

/** Lists one slice once, asks the episodes that differ, counts their verdicts. Waits for units as long as it must. */
export async function runSlice(state: RewriteState, from: number, show: () => void): Promise<void> {
  let targets: readonly AskTarget[] | undefined;
  while (targets === undefined || targets.length > 0) {
    await condition(() => state.pausedBy === undefined || state.superseded);
    const purse = await takeUnits(state, targets?.length ?? state.sliceSize, show);
    if (purse === undefined) return;
    try {
      targets ??= await listSlice(state, from, purse);
      targets = await askWithin(state, targets, purse);
    } catch (error) {
      if (!(error instanceof SetbackError)) throw error;
      addNotes(state, [error.message]);
      await condition(() => state.superseded, error.setback.retryAfterMs ?? SOON, {
        summary: 'after a failure',
      });
    } finally {
      state.units += purse.spent;
      await settleUnits(purse);
    }
    show();
  }
}

/** undefined: superseded while it waited. */
async function takeUnits(
  state: RewriteState,
  episodes: number,
  show: () => void,
): Promise<Purse | undefined> {
  const { workflowId } = workflowInfo();
  state.asks += 1;
  const id = `${workflowId}#${state.seq}.${state.asks}`;
  const want = 1 + VIDEO_READ_AND_WRITE * Math.min(episodes, state.total);
  while (
    !state.superseded &&
    !(await askForUnits({ id, workflowId, lane: 'rewrite', want, atLeast: 1 + VIDEO_READ_AND_WRITE }))
  ) {
    await condition(() => state.superseded, SOON, { summary: 'the treasurer does not run yet' });
  }
  await condition(() => {
    if (state.waitingUntil !== undefined) show();
    return state.superseded || (state.grants[id]?.units ?? 0) > 0;
  });
  const { [id]: grant, ...others } = state.grants;
  state.grants = others;
  const purse = { grant: { id, day: grant?.day ?? '', units: grant?.units ?? 0 }, spent: 0 };
  if (!state.superseded) return purse;
  await settleUnits(purse);
  return undefined;
}

async function listSlice(state: RewriteState, from: number, purse: Purse): Promise<readonly AskTarget[]> {
  const { commit, bases, sliceSize } = state;
  const slice = await spend(purse, (grant) =>
    youtubeActivities.compareSlice.executeWithOptions(
      { summary: `compare episodes ${from + 1} to ${Math.min(state.total, from + sliceSize)} with YouTube` },
      [{ commit, bases, from, size: sliceSize, at: state.startedAt, grant }],
    ),
  );
  addCounts(state, slice.counts);
  addNotes(state, slice.notes);
  return slice.targets;
}

/** Asks as many as the purse pays for; answers those that are left over. */
async function askWithin(
  state: RewriteState,
  targets: readonly AskTarget[],
  purse: Purse,
): Promise<readonly AskTarget[]> {
  if (state.superseded) return [];
  const payable = Math.floor((purse.grant.units - purse.spent) / VIDEO_READ_AND_WRITE);
  const now = targets.slice(0, payable).map((target) => ({ ...target, units: VIDEO_READ_AND_WRITE }));
  const batches = Array.from({ length: Math.ceil(now.length / BATCH) }, (_, index) =>
    now.slice(index * BATCH, (index + 1) * BATCH),
  );
  const answers = await Promise.all(batches.map((batch) => askBatch(state, batch, purse.grant)));
  recordAnswers(state, answers.flat(), purse);
  return targets.slice(now.length);
}

function askBatch(
  state: RewriteState,
  targets: readonly AskTarget[],
  grant: Grant,
): Promise<readonly Answer[]> {
  const { commit, seq, bases } = state;
  const summary = `ask ${targets.length} episodes, ${targets[0]?.episodeId ?? ''} first`;
  return askActivities.askEpisodes.executeWithOptions({ summary }, [
    {
      targets,
      wake: { commit, seq, bases, cause: 'shared' },
      grant: { id: grant.id, day: grant.day },
      requestId: grant.id,
    },
  ]);
}

function recordAnswers(state: RewriteState, answers: readonly Answer[], purse: Purse): void {
  for (const answer of answers) {
    purse.spent += answer.spent;
    addCounts(state, { [answer.kind]: 1 });
    if (answer.kind !== 'written' && answer.kind !== 'unchanged')
      addNotes(state, [`${answer.episodeId}: ${answer.kind}, ${answer.detail}`]);
  }
}

import { sleep } from '@temporalio/workflow';
import type { QuotaGrant } from '../../contract/quota.ts';
import { COSTS, PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities, youtubeActivities } from '../activity-proxies.ts';
import type { FailedActivity } from '../failures.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { reserveUnits } from './reserve-units.ts';
import { type DriftState, recordPlan, recordSlice, recordUploads } from './state.ts';

/** The videos of a slice, and the broadcasts of the upcoming ones. */
const SLICE_UNITS = COSTS['videos.list'] + COSTS['liveBroadcasts.list'];
/** The id of the uploads playlist, read once by each worker, and a few pages: usually the first shows nothing new. */
const UPLOADS_UNITS = COSTS['channels.list'] + 5 * COSTS['playlistItems.list'];
const FIRST_UPLOADS_UNITS = COSTS['channels.list'] + 40 * COSTS['playlistItems.list'];
const MAX_TRIES = 6;
const SOON = 5000;

export async function readPlan(state: DriftState): Promise<void> {
  const { knownUnknown } = state.memory;
  recordPlan(state, await readActivities.planDrift({ knownUnknown }));
  if (state.plan?.commit === undefined)
    state.problem = 'no commit is synced yet: the first sync compares everything itself';
}

/** Compares one slice of 50. It reserves its own units, so that a lost worker loses no more than these. */
export async function compareNext(state: DriftState): Promise<void> {
  const { plan, after } = state;
  if (plan?.commit === undefined) return;
  const { commit, baseCommits, at } = plan;
  const request = { commit, baseCommits, at, size: PAGE_SIZE, ...defined({ after }) };
  const summary =
    after === undefined ? 'compare the first videos' : `compare the videos after ${after.slice(2)}`;
  const slice = await runOnUnits(state, {
    units: SLICE_UNITS + plan.listing,
    run: (grant) => youtubeActivities.compareChannel.executeWithOptions({ summary }, [{ ...request, grant }]),
  });
  if (slice === undefined) return;
  // This worker has listed the channel now.
  state.plan = { ...plan, listing: 0 };
  recordSlice(state, slice);
}

/** Once a day: lists videos that no file names. */
export async function listUnknownVideos(state: DriftState): Promise<void> {
  const { plan, memory } = state;
  if (plan?.commit === undefined) return;
  const { commit, day } = plan;
  const request = { commit, knownUnknown: memory.knownUnknown };
  const summary = 'list videos that no file names';
  const uploads = await runOnUnits(state, {
    units: memory.listedOn === undefined ? FIRST_UPLOADS_UNITS : UPLOADS_UNITS,
    run: (grant) => youtubeActivities.listUnknown.executeWithOptions({ summary }, [{ ...request, grant }]),
  });
  if (uploads !== undefined) recordUploads(state, day, uploads);
}

type UnitsRun<T> = { readonly units: number; readonly run: (grant: QuotaGrant) => Promise<T> };

/** Runs one activity on its own units. A failure is tried again, with twice the units when there were too few. */
async function runOnUnits<T extends { readonly spent: number }>(
  state: DriftState,
  { units, run }: UnitsRun<T>,
): Promise<T | undefined> {
  let want = units;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const reservation = await reserveUnits(state, want);
    if (reservation === undefined) return undefined;
    try {
      return await spendOn(reservation, run);
    } catch (error) {
      if (!(error instanceof FailedActivityError)) throw error;
      if (error.failure.reason === 'no-units') want *= 2;
      else await waitAfter(state, error.failure, tries);
      if (state.problem !== undefined) return undefined;
    } finally {
      state.units += reservation.spent;
      await sendSpentReport(reservation);
    }
  }
  state.problem = `${want / 2} units were too few for one step`;
  return undefined;
}

/** A stall or the last try ends the check; the next check tries again. */
async function waitAfter(
  state: DriftState,
  { kind, message, retryAfterMs = SOON }: FailedActivity,
  tries: number,
): Promise<void> {
  if (kind === 'stall' || tries === MAX_TRIES) state.problem = message;
  else await sleep(retryAfterMs, { summary: 'after a failure' });
}

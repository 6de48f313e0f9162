import { sleep } from '@temporalio/workflow';
import type { QuotaGrant } from '../../contract/quota.ts';
import { COSTS, PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities, youtubeActivities } from '../activity-proxies.ts';
import type { FailedActivity } from '../failures.ts';
import { FailedActivityError, sendSpentReport, spendOn } from '../quota-client.ts';
import { type DriftState, recordPlan, recordSlice, recordUploads } from './state.ts';
import { takeUnits } from './units.ts';

/** The videos of a slice, and the broadcasts of those that are to come. */
const SLICE = COSTS['videos.list'] + COSTS['liveBroadcasts.list'];
/** The channel's uploads, once in a worker's life, and their pages: on an ordinary day one shows nothing new. */
const LOOK = COSTS['channels.list'] + 5 * COSTS['playlistItems.list'];
const FIRST_LOOK = COSTS['channels.list'] + 40 * COSTS['playlistItems.list'];
const MOST_TRIES = 6;
const SOON = 5000;

export async function readPlan(state: DriftState): Promise<void> {
  const { told } = state.memory;
  recordPlan(state, await readActivities.planDrift({ knownUnknown: told }));
  if (state.plan?.commit === undefined)
    state.trouble = 'no commit was settled yet: the first one compares everything itself';
}

/** One slice of 50; the units for it are asked for by itself, so that a lost worker costs no more than them. */
export async function compareNext(state: DriftState, show: () => void): Promise<void> {
  const { plan, after } = state;
  if (plan?.commit === undefined) return;
  const { commit, baseCommits, at } = plan;
  const size = PAGE_SIZE;
  const order = { commit, baseCommits, at, size, ...defined({ after }) };
  const summary =
    after === undefined ? 'compare the first videos' : `compare the videos after ${after.slice(2)}`;
  const slice = await pay(state, show, {
    units: SLICE + plan.listing,
    run: (grant) => youtubeActivities.compareChannel.executeWithOptions({ summary }, [{ ...order, grant }]),
  });
  if (slice === undefined) return;
  // This worker knows the channel now.
  state.plan = { ...plan, listing: 0 };
  recordSlice(state, slice);
}

/** Once a day: videos that no file names. */
export async function lookForUnknown(state: DriftState, show: () => void): Promise<void> {
  const { plan, memory } = state;
  if (plan?.commit === undefined) return;
  const { commit, day } = plan;
  const uploads = await pay(state, show, {
    units: memory.lookedOn === undefined ? FIRST_LOOK : LOOK,
    run: (grant) =>
      youtubeActivities.listUnknown.executeWithOptions({ summary: 'look for videos that no file names' }, [
        { commit, knownUnknown: memory.told, grant },
      ]),
  });
  if (uploads !== undefined) recordUploads(state, day, uploads);
}

type Payment<T> = { readonly units: number; readonly run: (grant: QuotaGrant) => Promise<T> };

/** Runs one activity on units of its own; what fails is tried again, with twice the units where they were too few. */
async function pay<T extends { readonly spent: number }>(
  state: DriftState,
  show: () => void,
  { units, run }: Payment<T>,
): Promise<T | undefined> {
  let want = units;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const purse = await takeUnits(state, want, show);
    if (purse === undefined) return undefined;
    try {
      return await spendOn(purse, run);
    } catch (error) {
      if (!(error instanceof FailedActivityError)) throw error;
      if (error.failure.reason === 'no-units') want *= 2;
      else await waitAfter(state, error.failure, tries);
      if (state.trouble !== undefined) return undefined;
    } finally {
      state.units += purse.spent;
      await sendSpentReport(purse);
    }
  }
  state.trouble = `${want / 2} units were too few for one step`;
  return undefined;
}

/** Where a person must act, or it does not come back, the check ends: the next one tries again. */
async function waitAfter(
  state: DriftState,
  { kind, message, retryAfterMs = SOON }: FailedActivity,
  tries: number,
): Promise<void> {
  if (kind === 'stall' || tries === MOST_TRIES) state.trouble = message;
  else await sleep(retryAfterMs, { summary: 'after a failure' });
}

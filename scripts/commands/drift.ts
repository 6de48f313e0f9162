import { setTimeout as sleep } from 'node:timers/promises';
import { type ScheduleHandle, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { DriftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import type { ReportBlock } from '../../contract/reports/block.ts';
import { describeDifference } from '../../contract/reports/difference.ts';
import { describeDrift, driftNeedsPerson } from '../../contract/reports/drift.ts';
import { text } from '../../contract/reports/text.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { readFollowed, targetOf } from '../lib/episode-update.ts';
import { columnsOf } from '../lib/fit-width.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { type Preview, type Previews, previewEpisodes } from '../lib/preview-episodes.ts';
import { renderText } from '../lib/render-blocks.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWorker } from '../lib/worker.ts';

export const command = defineCommand({
  flags: {
    '--diff': 'also show what was edited, in the first 10 videos (up to 2 units each)',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ diff = false, ...flags }, env) => drift({ settings: readOwnSettings(env, flags), env, diff }),
});

const POLL_MS = 200;
const START_MS = 10_000;

type Input = TemporalInput & { readonly diff?: boolean };

/** Starts a check of the channel, or joins the one that is running, and waits for its result. 2: something needs a person. */
export const drift = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { client } = connected;
    await assertWorker(connected);
    const workflowId = await startCheck(client.schedule.getHandle(DRIFT_ID));
    const last: DriftStatus = await client.workflow
      .getHandle(workflowId)
      .result()
      .catch((error: unknown) => {
        throw new CommandError(`${workflowId} failed: ${String(error)}`);
      });
    const read = input.diff === true ? await readEdited(connected, input, last) : undefined;
    return {
      code: driftNeedsPerson(last) ? 2 : 0,
      text: renderText(
        [...describeDrift(last, Date.now()), ...(read === undefined ? [] : describeRead(read))],
        columnsOf(process.stdout),
      ),
      json: {
        ...last,
        workflowId,
        ...(read === undefined ? {} : { differences: read.previews.map(toJson) }),
      },
    };
  });

/** More are too long for a terminal: `overwrite` and `adopt` show each that they are asked for. */
const MOST_READ = 10;

/** A check keeps no texts: the first edited videos are read again, through their workflows, which then show it too. */
async function readEdited(
  connected: Connected,
  { settings }: Input,
  { edited }: DriftStatus,
): Promise<Previews> {
  const ids = edited.filter(({ fields }) => !fields.includes('marker')).map(({ episodeId }) => episodeId);
  const followed = await readFollowed(connected, settings);
  const known = ids.filter((id) => followed.catalog.episodes[id] !== undefined).slice(0, MOST_READ);
  const targets = await Promise.all(known.map((id) => targetOf(connected, followed, id)));
  const { taskQueue } = settings;
  return previewEpisodes(connected, { targets, fields: undefined, reason: undefined, taskQueue });
}

const describeRead = ({ previews, failed }: Previews): ReportBlock[] => [
  ...previews.flatMap(describePreview),
  ...failed.map(({ episodeId, why }) => ({ kind: 'paragraph', text: text`${episodeId}: ${why}` }) as const),
];

const describePreview = ({ target, adoption }: Preview): ReportBlock[] => [
  { kind: 'paragraph', text: text`${target.episode.id}:` },
  ...(adoption.shown ?? []).map(describeDifference),
];

const toJson = ({ target, adoption }: Preview) => ({
  episodeId: target.episode.id,
  differences: adoption.differences,
});

/** Returns the workflow id of the running check. */
async function startCheck(handle: ScheduleHandle): Promise<string> {
  const before = await describeSchedule(handle);
  const running = before.info.runningActions[0]?.workflow.workflowId;
  if (running !== undefined) return running;
  await handle.trigger(ScheduleOverlapPolicy.SKIP);
  for (let waited = 0; waited < START_MS; waited += POLL_MS) {
    const { info } = await describeSchedule(handle);
    const started = info.recentActions.at(-1)?.action.workflow.workflowId;
    if (info.numActionsTaken > before.info.numActionsTaken && started !== undefined) return started;
    await sleep(POLL_MS);
  }
  throw new CommandError('the schedule `drift` did not start a check: see the schedule in the Temporal UI');
}

const describeSchedule = (handle: ScheduleHandle) =>
  handle.describe().catch((error: unknown) => {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    throw new CommandError('there is no schedule `drift` yet: start Showrunner with `npx showrunner start`');
  });

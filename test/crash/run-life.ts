import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { EpisodeStatus } from '../../contract/episode.ts';
import { openAcademy, type TestAcademy, until } from '../support/academy.ts';
import type { KillPoint } from '../support/kill-at.ts';
import { replayHistories } from '../support/replay-histories.ts';
import type { TestWorker } from '../support/spawn-worker.ts';
import { type ChannelDescription, describeChannel } from './describe-channel.ts';
import { LIFE, type LifeEvent } from './life-events.ts';

/** The worker dies at the write with this index, counted over the whole life. */
type Kill = { readonly write: number; readonly point: KillPoint };

/** The state after one event. */
type EventRecord = {
  readonly event: string;
  /** Methods of the writes that YouTube applied, in their order. */
  readonly writes: readonly string[];
  readonly channel: ChannelDescription;
  /** Today's units: spent by YouTube's count, counted by the quota manager, and the day's budget. */
  readonly units: { readonly spent: number; readonly counted: number; readonly perDay: number };
};

export type LifeRecord = {
  readonly events: readonly EventRecord[];
  /** The calls at which the worker was killed, one for each kill. */
  readonly killedAt: readonly string[];
  /** Why the run ended early. */
  readonly error?: unknown;
};

type LifeOptions = {
  readonly kills: readonly Kill[];
  readonly maxCachedWorkflows?: number;
  /** Ends the life after so many events. Absent: after all. */
  readonly length?: number;
};

const EPISODE = 'talks/first';
/** A dead worker is detected by its missing heartbeat after some seconds; a busy machine takes longer. */
const PATIENCE_MS = 240_000;

/**
 * Takes an episode from its first commit to the end of its life on real parts. The worker is killed at each of `kills` and started again.
 * At the end every history must replay: a workflow that no longer replays cannot go on.
 */
export async function runLife({ kills, length = LIFE.length, ...options }: LifeOptions): Promise<LifeRecord> {
  const academy = await openAcademy(options);
  const report = join(academy.folder, 'died');
  const events: EventRecord[] = [];
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  const live = async (): Promise<void> => {
    const worker = superviseWorker(academy, kills, report);
    await worker.isReady();
    await academy.waitUntilSynced();
    for (const event of LIFE.slice(0, length)) {
      events.push(await runEvent(academy, event, worker.setClockOffset));
      await worker.isReady();
    }
  };
  try {
    await live().catch(note);
    await replayHistories(academy.client(), inject('build').workflows).catch(note);
    const killedAt = (await readFile(report, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line !== '');
    return {
      events,
      killedAt,
      ...(faults.length === 0 ? {} : { error: new Error(faults.map(String).join('\n')) }),
    };
  } finally {
    await academy.close();
  }
}

/** Starts a worker, and another one after each planned kill; each gets the place of its own kill. */
function superviseWorker(academy: TestAcademy, kills: readonly Kill[], report: string) {
  let worker: Promise<TestWorker>;
  const start = async (next: number): Promise<TestWorker> => {
    const kill = kills[next];
    const applied = (await academy.youtube.writes()).filter((write) => write.applied).length;
    const order = kill === undefined ? undefined : { after: kill.write - applied, point: kill.point, report };
    const started = await academy.spawnTestWorker(order);
    if (order !== undefined)
      void started.ended.then(() => {
        worker = start(next + 1);
        worker.catch(() => undefined);
      });
    return started;
  };
  worker = start(0);
  return {
    isReady: async (): Promise<void> => void (await worker),
    setClockOffset: async (ms: number): Promise<void> => (await worker).setClockOffset(ms),
  };
}

async function runEvent(
  academy: TestAcademy,
  event: LifeEvent,
  setClockOffset: (ms: number) => Promise<void>,
): Promise<EventRecord> {
  const { youtube, clock } = academy;
  const before = await youtube.lastWrite();
  await event.before?.(academy, (await youtube.channel()).videos[0]?.id ?? '');
  await setClockOffset(clock.offset());
  const commit = await academy.content.commit(event.name, event.files);
  await waitUntilDone(academy, commit);
  const writes = (await youtube.writes(before)).filter(({ applied }) => applied);
  return {
    event: event.name,
    writes: writes.map(({ method }) => method),
    channel: await describeChannel(youtube),
    units: await readUnits(academy),
  };
}

/** The commit is synced, and the episode has applied it if the commit concerns it. */
async function waitUntilDone(academy: TestAcademy, commit: string): Promise<void> {
  const { seq } = await until(academy.sync, ({ syncedCommit }) => syncedCommit === commit, PATIENCE_MS);
  const isDone = (episode: EpisodeStatus): boolean => episode.commit === commit || episode.seq < seq;
  await until(() => academy.episode(EPISODE), isDone, PATIENCE_MS);
}

async function readUnits({ youtube, quota }: TestAcademy): Promise<EventRecord['units']> {
  const { spent } = await youtube.quota();
  const ledger = await quota();
  const counted = Object.values(ledger.spent).reduce((sum, units) => sum + units, 0) + ledger.granted;
  return { spent, counted, perDay: ledger.perDay };
}

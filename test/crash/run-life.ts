import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { EpisodeStatus } from '../../contract/episode.ts';
import { openAcademy, type TestAcademy, until } from '../support/academy.ts';
import type { KillPoint } from '../support/kill-at.ts';
import { replayAll } from '../support/replay-histories.ts';
import type { ProcessWorker } from '../support/spawn-worker.ts';
import { type Channel, describeChannel } from './describe-channel.ts';
import { type Act, LIFE } from './life-events.ts';

/** The worker dies at the write with this index, counted over the whole life. */
export type Kill = { readonly write: number; readonly point: KillPoint };

/** What one act left behind. */
export type ActRecord = {
  readonly act: string;
  /** Methods of the writes that YouTube applied, in their order. */
  readonly writes: readonly string[];
  readonly channel: Channel;
  /** Units of this day: really spent, counted by the treasurer, and the most there may be. */
  readonly units: { readonly spent: number; readonly counted: number; readonly perDay: number };
};

export type LifeRecord = {
  readonly acts: readonly ActRecord[];
  /** The calls that the worker died at, one for each kill. */
  readonly died: readonly string[];
  /** Why the life ended early. */
  readonly error?: unknown;
};

export type LifeOptions = { readonly kills: readonly Kill[]; readonly maxCachedWorkflows?: number };

const EPISODE = 'talks/first';
/** A dead worker is noticed by its missing heartbeat, ten seconds later, and the machine may be busy. */
const PATIENCE_MS = 90_000;

/**
 * Lets an episode live its whole life on real parts, with the worker killed where `kills` say, and a new one started each time. At the
 * end every history must be repeated: a workflow that decides otherwise the second time answers nobody any more.
 */
export async function runLife({ kills, ...options }: LifeOptions): Promise<LifeRecord> {
  const academy = await openAcademy(options);
  const report = join(academy.folder, 'died');
  const acts: ActRecord[] = [];
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  const live = async (): Promise<void> => {
    const worker = superviseWorker(academy, kills, report);
    await worker.alive();
    await academy.settled();
    for (const act of LIFE) {
      acts.push(await perform(academy, act, worker.setAhead));
      await worker.alive();
    }
  };
  try {
    await live().catch(note);
    await replayAll(academy.client(), inject('build').workflows).catch(note);
    const died = (await readFile(report, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    return {
      acts,
      died,
      ...(faults.length === 0 ? {} : { error: new Error(faults.map(String).join('\n')) }),
    };
  } finally {
    await academy.close();
  }
}

/** Starts a worker, and another one each time it dies by an order; each is told where to die next. */
function superviseWorker(academy: TestAcademy, kills: readonly Kill[], report: string) {
  let worker: Promise<ProcessWorker>;
  const start = async (next: number): Promise<ProcessWorker> => {
    const kill = kills[next];
    const applied = (await academy.youtube.writes()).filter((write) => write.applied).length;
    const order = kill === undefined ? undefined : { after: kill.write - applied, point: kill.point, report };
    const started = await academy.spawnProcess(order);
    if (order !== undefined)
      void started.ended.then(() => {
        worker = start(next + 1);
        worker.catch(() => undefined);
      });
    return started;
  };
  worker = start(0);
  return {
    alive: async (): Promise<void> => void (await worker),
    setAhead: async (ms: number): Promise<void> => (await worker).setAhead(ms),
  };
}

async function perform(
  academy: TestAcademy,
  act: Act,
  setAhead: (ms: number) => Promise<void>,
): Promise<ActRecord> {
  const { youtube, clock } = academy;
  const before = await youtube.lastWrite();
  await act.first?.(academy, (await youtube.channel()).videos[0]?.id ?? '');
  await setAhead(clock.ahead());
  const commit = await academy.content.commit(act.name, act.files);
  await settle(academy, commit);
  const writes = (await youtube.writes(before)).filter(({ applied }) => applied);
  return {
    act: act.name,
    writes: writes.map(({ method }) => method),
    channel: await describeChannel(youtube),
    units: await readUnits(academy),
  };
}

/** Every question is answered, and the episode has done what it was told; one whom the commit does not concern was told nothing. */
async function settle(academy: TestAcademy, commit: string): Promise<void> {
  const { seq } = await until(academy.sync, ({ syncedCommit: settled }) => settled === commit, PATIENCE_MS);
  const isDone = (episode: EpisodeStatus): boolean => episode.commit === commit || episode.seq < seq;
  await until(() => academy.episode(EPISODE), isDone, PATIENCE_MS);
}

async function readUnits({ youtube, quota }: TestAcademy): Promise<ActRecord['units']> {
  const { spent } = await youtube.quota();
  const ledger = await quota();
  const counted = Object.values(ledger.spent).reduce((sum, units) => sum + units, 0) + ledger.granted;
  return { spent, counted, perDay: ledger.perDay };
}

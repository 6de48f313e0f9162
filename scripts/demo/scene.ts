import type { SyncStatus } from '../../contract/sync.ts';
import { count } from '../lib/outcome.ts';
import { compareSnapshots, type Difference, readSnapshot } from './channel.ts';
import type { Stage } from './stage.ts';

/** One line of the table at the end. */
export type Row = {
  readonly what: string;
  readonly seconds: number;
  readonly units: number;
  readonly writes: number;
};

export type SceneResult = Difference & {
  readonly commit: string;
  readonly status: SyncStatus;
  readonly row: Row;
};

/** Makes a commit, waits until it is applied, and returns what changed on YouTube, how long it took and what it cost. */
export async function playScene(
  stage: Stage,
  { title, message, act }: { title: string; message: string; act: () => Promise<void> },
): Promise<SceneResult> {
  const { narrator, academy, youtube, showrunner } = stage;
  const before = await readSnapshot(youtube);
  const base = await showrunner.repository.readHead();
  await act();
  narrator.startScene(title);
  const commit = await academy.commit(message);
  narrator.print(`commit ${commit.slice(0, 10)} "${message}"`);
  const status = await stage.waitUntilApplied(commit, base);
  const seconds = narrator.seconds();
  const difference = compareSnapshots(before, await readSnapshot(youtube));
  const { units, writes } = difference;
  narrator.print(`done: ${count(writes.length, 'write')}, ${count(units, 'unit')}`);
  return { ...difference, commit, status, row: { what: message, seconds, units, writes: writes.length } };
}

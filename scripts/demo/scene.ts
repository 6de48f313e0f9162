import type { SyncStatus } from '../../contract/sync.ts';
import { count } from '../outcome.ts';
import { compareSnapshots, type Difference, takeSnapshot } from './channel.ts';
import type { Stage } from './stage.ts';

/** One line of the table at the end. */
export type Row = {
  readonly what: string;
  readonly seconds: number;
  readonly units: number;
  readonly writes: number;
};

export type Played = Difference & { readonly commit: string; readonly status: SyncStatus; readonly row: Row };

/** Makes one commit and waits until everybody has answered for it: what that changed on YouTube, how long, how dear. */
export async function play(
  stage: Stage,
  { title, message, act }: { title: string; message: string; act: () => Promise<void> },
): Promise<Played> {
  const { narrator, academy, youtube, showrunner } = stage;
  const before = await takeSnapshot(youtube);
  const base = await showrunner.repository.readHead();
  await act();
  narrator.begin(title);
  const commit = await academy.commit(message);
  narrator.tell(`commit ${commit.slice(0, 10)} "${message}"`);
  const status = await stage.through(commit, base);
  const seconds = narrator.seconds();
  const difference = compareSnapshots(before, await takeSnapshot(youtube));
  const { units, writes } = difference;
  narrator.tell(`done: ${count(writes.length, 'write')}, ${count(units, 'unit')}`);
  return { ...difference, commit, status, row: { what: message, seconds, units, writes: writes.length } };
}

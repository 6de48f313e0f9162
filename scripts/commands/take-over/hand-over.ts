import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncStatus } from '../../../contract/sync.ts';
import { listExceptions, type PolicyWish } from '../../../domain/changes/take-over-policy.ts';
import { printLines } from '../../../domain/shared/media/terminal.ts';
import type { Connected } from '../../lib/connect.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { describeOpenRewrite, type OpenRewrite } from '../../lib/open-rewrite.ts';
import { count, type Outcome } from '../../lib/outcome.ts';
import type { TemporalInput } from '../../lib/temporal.ts';
import { readSyncStatus } from '../../lib/worker.ts';
import { approveCard, describeApproved, describeWait, readOpenRewrite } from './cards.ts';
import { commitPolicy, describePolicy, draftPolicy } from './policy.ts';
import type { Talk } from './talk.ts';

type HandOver = TemporalInput & {
  readonly by: string;
  readonly talk: Talk;
  readonly wish: PolicyWish;
  /** `folder` absent: nothing can be committed here. */
  readonly content: Pick<ContentOnDisk, 'catalog'> & Partial<Pick<ContentOnDisk, 'folder'>>;
};

/** Makes the commit without which nothing of these can be taken over, where it is missing. @returns an outcome when it ends there */
export async function handOver(
  connected: Connected,
  { settings, by, talk, wish, content }: HandOver,
): Promise<Outcome | undefined> {
  const { folder, catalog } = content;
  if (folder === undefined) return undefined;
  const policy = await draftPolicy({ folder, catalog }, wish);
  const exceptions = wish.show === undefined ? [] : listExceptions(catalog, wish.show);
  if (exceptions.length > 0) talk.say(printLines([describeExceptions(exceptions.map(({ id }) => id))]));
  if (policy.drafts.length === 0) return undefined;
  talk.say(
    printLines([
      'Before a video can be taken over, the files have to say so. This changes nothing on YouTube:',
      ...describePolicy(policy).map((line) => `  ${line}`),
    ]),
  );
  if (!(await talk.agrees('Commit this?')))
    return talk.end(2, ['nothing was committed; --yes commits what is shown'], { policy: policy.drafts });
  const commit = await commitPolicy(settings.repository, policy);
  talk.say(printLines([`committed ${commit.slice(0, 10)} "${policy.message}"; nothing was pushed`]));
  return followCommit(connected, { by, talk, commit });
}

const describeExceptions = (ids: readonly string[]): string =>
  `${count(ids.length, 'episode')} of it stay out, because their own files say so: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', ...' : ''}`;

type Follow = Pick<HandOver, 'by' | 'talk'> & { readonly commit: string };

/** A commit in the folder that the worker follows is seen within a few seconds. */
const UNSEEN_MS = 20_000;
const CHECK_MS = 300;

/**
 * Waits until the worker has the commit, and has compared the videos with it. Those that were never handed over are left alone; where it
 * would write more of the others than the limits allow, it waits for an approval of its own.
 */
async function followCommit(connected: Connected, follow: Follow): Promise<Outcome | undefined> {
  const { talk, commit } = follow;
  const from = Date.now();
  for (;;) {
    const status = await readSyncStatus(connected);
    if (status.syncedCommit === commit) return undefined;
    const obstacle = describeObstacle(status, commit, Date.now() - from);
    if (obstacle !== undefined) return talk.end(2, [obstacle], { commit });
    const stopped = status.head === commit ? await approveOpen(connected, follow) : undefined;
    if (stopped !== undefined) return stopped;
    await sleep(CHECK_MS);
  }
}

/** Why the worker does not get to the commit; undefined: it will. */
function describeObstacle(
  { head, blockedCommit, pausedBy }: SyncStatus,
  commit: string,
  waitedMs: number,
): string | undefined {
  if (blockedCommit?.commit === commit)
    return `the commit waits: npx showrunner accept ${commit.slice(0, 10)}. Then run this again`;
  if (head === commit || waitedMs < UNSEEN_MS) return undefined;
  const why =
    pausedBy === undefined
      ? 'if it follows another repository, push the commit there'
      : `\`sync\` was paused by ${pausedBy}`;
  return `the worker has not seen the commit: ${why}. Then run this again`;
}

async function approveOpen(connected: Connected, follow: Follow): Promise<Outcome | undefined> {
  const { talk, commit } = follow;
  const rewrite = await readOpenRewrite(connected);
  if (rewrite?.commit !== commit) return undefined;
  if (rewrite.pending !== undefined) return approveCommit(connected, rewrite, follow);
  const why = describeWait(rewrite);
  return why === undefined
    ? undefined
    : talk.end(2, [`the commit is compared with YouTube: ${why}`], { commit });
}

/** The approval that any commit needs which writes to many videos. */
async function approveCommit(
  connected: Connected,
  rewrite: OpenRewrite,
  { by, talk, commit }: Follow,
): Promise<Outcome | undefined> {
  talk.say(
    printLines([
      'The commit waits for an approval itself, because it writes to many videos that were handed over before. That changes nothing on one that never was:',
    ]),
  );
  talk.say(describeOpenRewrite(rewrite, rewrite.pending).text);
  if (!(await talk.agrees('Approve the commit?')))
    return talk.end(2, ['the commit waits; approve it, and run this again'], { commit });
  const { code, lines, isClean } = describeApproved(
    await approveCard(connected, rewrite, by),
    rewrite.pending?.units ?? 0,
  );
  talk.say(printLines(lines.slice(0, 2)));
  // Videos that were never handed over are left alone, as they should be.
  return isClean || code === 2 ? undefined : talk.end(code, [], { commit });
}

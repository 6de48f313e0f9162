import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { pause, resume } from '../contract/operator.ts';
import { describeSync } from '../contract/reports/sync.ts';
import type { RewriteResult } from '../contract/rewrite.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import {
  accept,
  approvalRecorded,
  checkBranch,
  driftFound,
  type OutOfDate,
  rewriteFinished,
  syncStatus,
} from '../contract/sync.ts';
import { renderDetails } from './details/markdown.ts';
import { isHistoryLong } from './history-limit.ts';
import { recordDecision } from './sync/approvals.ts';
import { noticeEnded, recordResult } from './sync/finish-rewrite.ts';
import { acceptCommit, assertAcceptable } from './sync/mass-removal-gate.ts';
import { follow } from './sync/process-head.ts';
import { bringBack } from './sync/repair-drift.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from './sync/state.ts';

/**
 * Follows the branch. Keeps `head`, the commit it was last told to reach, and `settled`, the one that every episode has
 * answered for. Never ends; continues as new when its history is long.
 */
export async function sync(carried: SyncState = NEW_SYNC): Promise<void> {
  const state: SyncState = { ...carried };
  // The run before may have been told to look.
  const inbox: Inbox = { looks: 1, results: [], behind: undefined };
  receive(state, inbox);
  const show = (): void => showState(state);
  const hasWork = (): boolean =>
    mayLook(state, inbox) || inbox.results.length > 0 || inbox.behind !== undefined;

  for (;;) {
    show();
    await condition(hasWork);
    await takeTurn(state, inbox, show);
    if (!isHistoryLong()) continue;
    await condition(allHandlersFinished);
    if (inbox.results.length === 0 && inbox.behind === undefined) await continueAsNew<typeof sync>(state);
  }
}

const mayLook = (state: SyncState, inbox: Inbox): boolean => inbox.looks > 0 && state.pausedBy === undefined;

/** What rewrites answered, then the branch, then what a check found. */
async function takeTurn(state: SyncState, inbox: Inbox, show: () => void): Promise<void> {
  const takeResults = (): RewriteResult[] => inbox.results.splice(0);
  for (const result of takeResults()) recordResult(state, result);
  if (mayLook(state, inbox)) {
    inbox.looks = 0;
    await follow(state, show, takeResults);
  }
  const { behind: told } = inbox;
  inbox.behind = undefined;
  if (told === undefined) return;
  // A rewrite that ended without a word left more than the check found: that is compared first.
  if (await noticeEnded(state, takeResults)) inbox.looks += 1;
  else await bringBack(state, told);
}

function showState(state: SyncState): void {
  const now = Date.now();
  setCurrentDetails(renderDetails(describeSync(toSyncStatus(state), now), now));
  const waits = state.blockedCommit?.commit;
  const shown = `${state.head} ${state.refusedCount}${waits === undefined ? '' : ` ${waits}`}`;
  if (shown === state.lastAttributes) return;
  state.lastAttributes = shown;
  upsertSearchAttributes([
    { key: ATTRIBUTES.commit, value: state.head?.slice(0, 10) ?? null },
    { key: ATTRIBUTES.needsAttention, value: state.refusedCount > 0 || waits !== undefined },
  ]);
}

type Inbox = { looks: number; results: RewriteResult[]; behind: OutOfDate | undefined };

function receive(state: SyncState, inbox: Inbox): void {
  setHandler(checkBranch, () => {
    inbox.looks += 1;
  });
  setHandler(rewriteFinished, (result) => {
    inbox.results.push(result);
  });
  setHandler(approvalRecorded, (decision) => {
    recordDecision(state, decision);
  });
  setHandler(driftFound, (told) => {
    inbox.behind = told;
  });
  setHandler(
    pause,
    ({ by = 'an operator' }) => {
      state.pausedBy = by;
      return `paused by ${by}: no commit is followed until resume`;
    },
    { description: 'Follow no commit until resume: {"by":"your name"}' },
  );
  setHandler(
    resume,
    () => {
      state.pausedBy = undefined;
      return 'goes on';
    },
    { description: 'Go on after a pause: {"by":"your name"}' },
  );
  setHandler(
    accept,
    ({ by = 'an operator' }) => {
      inbox.looks += 1;
      return acceptCommit(state, by);
    },
    {
      validator: (argument) => assertAcceptable(state, argument),
      description:
        'Let through the commit that waits because many episodes lose their file: {"commit":"its id","by":"your name"}',
    },
  );
  setHandler(syncStatus, () => toSyncStatus(state), {
    description: 'Head, settled, what was refused and why',
  });
}

import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ATTRIBUTES } from './attributes.ts';
import { renderSyncDetails } from './details/sync.ts';
import { accept, look, pause, type RewriteResult, resume, settled, syncStatus } from './messages.ts';
import { follow, recordResult } from './sync/follow.ts';
import { acceptCommit, assertAcceptable } from './sync/gate.ts';
import { describeSync, NEW_SYNC, type SyncState } from './sync/state.ts';

const MOST_SIGNALS = 2000;

/**
 * Follows the branch. Keeps `head`, the commit it was last told to reach, and `settled`, the one that every episode has
 * answered for. Never ends; continues as new when suggested or after 2,000 signals.
 */
export async function sync(carried: SyncState = NEW_SYNC): Promise<void> {
  const state: SyncState = { ...carried };
  const inbox = {
    looks: state.handed.length > 0 || state.head === undefined || state.waits !== undefined ? 1 : 0,
    results: [] as RewriteResult[],
    signals: 0,
  };
  receive(state, inbox);
  const show = (): void => {
    setCurrentDetails(renderSyncDetails(state));
    const waits = state.waits?.commit;
    const shown = `${state.head} ${state.refusedCount}${waits === undefined ? '' : ` ${waits}`}`;
    if (shown === state.shown) return;
    state.shown = shown;
    upsertSearchAttributes([
      { key: ATTRIBUTES.commit, value: state.head?.slice(0, 10) ?? null },
      { key: ATTRIBUTES.needsAttention, value: state.refusedCount > 0 || waits !== undefined },
    ]);
  };
  const mayLook = (): boolean => inbox.looks > 0 && state.pausedBy === undefined;

  for (;;) {
    show();
    await condition(() => mayLook() || inbox.results.length > 0);
    for (const result of inbox.results.splice(0)) recordResult(state, result);
    if (mayLook()) {
      inbox.looks = 0;
      await follow(state, show, () => inbox.results.splice(0));
    }
    if (inbox.signals < MOST_SIGNALS && !workflowInfo().continueAsNewSuggested) continue;
    await condition(allHandlersFinished);
    if (!mayLook() && inbox.results.length === 0) await continueAsNew<typeof sync>(state);
  }
}

type Inbox = { looks: number; results: RewriteResult[]; signals: number };

function receive(state: SyncState, inbox: Inbox): void {
  setHandler(look, () => {
    inbox.signals += 1;
    inbox.looks += 1;
  });
  setHandler(settled, (result) => {
    inbox.signals += 1;
    inbox.results.push(result);
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
  setHandler(syncStatus, () => describeSync(state), {
    description: 'Head, settled, what was refused and why',
  });
}

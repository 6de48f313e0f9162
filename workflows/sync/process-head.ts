import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { QUOTA_ID } from '../../contract/ids.ts';
import { budgetChanged } from '../../contract/quota.ts';
import type { EpisodeResult, ReconcileTarget } from '../../contract/rewrite.ts';
import { type RewriteResult, supersede } from '../../contract/rewrite.ts';
import { toSummary } from '../../contract/summary.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { episodeActivities, readActivities } from '../activity-proxies.ts';
import { decidedBy } from './approvals.ts';
import { isRewriteOpen, noticeEnded, recordResult } from './finish-rewrite.ts';
import { keepWaiting, mustWait } from './mass-removal-gate.ts';
import { startRewrite } from './start-rewrite.ts';
import { baseCommitsOf, MOST_DISPATCHED, newestDispatched, recordSynced, type SyncState } from './state.ts';

/** Episodes asked by one activity. */
const BATCH = 25;
/** Between two looks whether a rewrite that was told to stop still runs at all. */
const A_WHILE = 60_000;

/** Looks at the branch once: hands over what its head changes, and moves `settled` when nothing is left to answer. */
export async function follow(
  state: SyncState,
  show: () => void,
  takeResults: () => RewriteResult[],
): Promise<void> {
  await noticeEnded(state, takeResults);
  const head = await readActivities.readHead();
  if (keepWaiting(state, head)) return;
  if (head === state.head && (state.syncedCommit === head || state.rewrite?.commit === head)) return;
  const baseCommits = baseCommitsOf(state);
  const order = { commit: head, baseCommits, at: Date.now(), before: newestDispatched(state) };
  const known = state.decisions;
  const plan = await planHead(state, order);
  if (mustWait(state, head, plan)) return;
  recordPlan(state, head, plan);
  show();
  if (!plan.usable) return;
  await tellQuota();
  const { atOnce, afterRewrite } = orderOwn(plan);
  const ended = await askOwn(state, baseCommits, atOnce);
  show();
  const again = state.rewrite === undefined ? [] : ended;
  await supersedeOpen(state, takeResults);
  await askOwn(state, baseCommits, [...afterRewrite, ...again], '.after');
  show();
  if (plan.indirect === 0) return settleWithout(state, head);
  // What was decided since, up to the end of the rewrite before it, counts as well.
  const { pendingApproval: withheld, needsPreflight: survey } =
    state.decisions === known ? plan : await planHead(state, order);
  await startRewrite(state, {
    commit: head,
    subject: plan.subject,
    baseCommits,
    total: plan.indirect,
    at: order.at,
    ...defined({ pendingApproval: withheld, needsPreflight: survey }),
  });
  const waiting = withheld?.open?.changeKeys.length ?? 0;
  if (waiting > 0) state.lastEvent = `${state.lastEvent}; ${waiting} of these wait for an approval`;
}

type HeadOrder = Pick<CommitPlanRequest, 'commit' | 'baseCommits' | 'at'> & {
  readonly before: string | undefined;
};

function planHead(state: SyncState, { before, ...order }: HeadOrder): Promise<CommitPlan> {
  return readActivities.planCommit.executeWithOptions(
    { summary: `what ${order.commit.slice(0, 10)} changes` },
    [
      {
        ...order,
        orphans: state.orphans ?? [],
        priorDecisions: decidedBy(state),
        ...defined({ before }),
      },
    ],
  );
}

/** With the work its pause and its question have gone as well. */
function settleWithout(state: SyncState, head: string): void {
  recordSynced(state, head);
  state.rewritePausedBy = undefined;
  state.pendingApproval = undefined;
}

function recordPlan(state: SyncState, head: string, plan: CommitPlan): void {
  state.head = head;
  state.seq = Math.max(state.seq + 1, Date.now());
  state.refused = plan.refused;
  state.refusedCount = plan.refusedCount;
  state.orphaned = plan.orphaned;
  state.orphans = plan.orphans ?? [];
  state.dispatched = plan.usable ? [...state.dispatched, head].slice(-MOST_DISPATCHED - 1) : state.dispatched;
  state.lastEvent = plan.usable
    ? `${head.slice(0, 10)} ${plan.subject}: ${plan.direct.length} by their own file, ${plan.indirect} through a shared cause`
    : `${head.slice(0, 10)} ${plan.subject}: academy.yaml cannot be used, nothing was done`;
}

/**
 * An episode's own file wakes it at once, whatever else goes on, if it will remember what it was told. One whose workflow ends
 * forgets, and the open rewrite could ask it for the commit before: it is asked when that rewrite has stopped; again, when
 * only YouTube knew that it is over. One writer for a video: who had it under its former id ends first.
 */
function orderOwn({ direct: own, moved = [] }: CommitPlan): {
  atOnce: ReconcileTarget[];
  afterRewrite: ReconcileTarget[];
} {
  const isAtOnce = ({ staysOpen }: ReconcileTarget): boolean => moved.length === 0 && staysOpen === true;
  return {
    atOnce: own.filter(isAtOnce),
    afterRewrite: [...moved, ...own.filter((target) => !isAtOnce(target))],
  };
}

/** `turn` tells the second question from the first, whose answer would else be given again. @returns those whose workflow has ended */
async function askOwn(
  state: SyncState,
  baseCommits: readonly string[],
  own: readonly ReconcileTarget[],
  turn = '',
): Promise<ReconcileTarget[]> {
  const { head = '', seq } = state;
  const ended: ReconcileTarget[] = [];
  for (let from = 0; from < own.length; from += BATCH) {
    const targets = own.slice(from, from + BATCH);
    const summary =
      targets.length === 1 ? `wake ${targets[0]?.episodeId}` : `wake ${targets.length} episodes`;
    const answers = await episodeActivities.reconcileEpisodes.executeWithOptions(
      { summary: toSummary(summary) },
      [
        {
          targets,
          request: { commit: head, seq, baseCommits, cause: 'own' },
          requestId: `sync#${seq}${turn}`,
        },
      ],
    );
    ended.push(...targets.filter((_, at) => answers[at]?.ends === true));
    state.lastEvent = `${state.lastEvent}; ${summarize(answers)}`.slice(-1000);
  }
  return ended;
}

const summarize = (answers: readonly EpisodeResult[]): string =>
  answers.length > 3
    ? `${answers.length} answered`
    : answers.map(({ episodeId, kind, detail }) => `${episodeId}: ${kind}, ${detail}`).join('; ');

/** The open rewrite waits for verdicts in flight, returns its units and says that it is done. */
async function supersedeOpen(state: SyncState, takeResults: () => RewriteResult[]): Promise<void> {
  const open = state.rewrite;
  if (open === undefined) return;
  const told = await getExternalWorkflowHandle(open.workflowId)
    .signal(supersede, { commit: state.head ?? '' })
    .then(() => true)
    .catch(() => false);
  const isDone = (): boolean => {
    for (const result of takeResults()) recordResult(state, result);
    return state.rewrite === undefined;
  };
  const summary = toSummary(`verdicts in flight of ${open.workflowId}`);
  while (told && !(await condition(isDone, A_WHILE, { summary })))
    if (!(await isRewriteOpen(open.workflowId)) && !isDone()) break;
  state.rewrite = undefined;
}

/** academy.yaml may say another budget. */
async function tellQuota(): Promise<void> {
  await getExternalWorkflowHandle(QUOTA_ID)
    .signal(budgetChanged)
    .catch(() => undefined);
}

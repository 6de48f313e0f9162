import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { QUOTA_ID } from '../../contract/ids.ts';
import { budgetChanged } from '../../contract/quota.ts';
import { unmarked } from '../../contract/reports/text.ts';
import { count } from '../../contract/reports/words.ts';
import {
  type EpisodeResult,
  type ReconcileTarget,
  type RewriteResult,
  supersede,
} from '../../contract/rewrite.ts';
import { toSummary } from '../../contract/summary.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { episodeActivities, readActivities } from '../activity-proxies.ts';
import { markAll, markListed } from '../mark-listed.ts';
import { patch } from '../patch.ts';
import { reportEvent } from '../report-event.ts';
import { priorDecisionsOf } from './approvals.ts';
import { detectEndedRewrite, isRewriteOpen, recordResult } from './finish-rewrite.ts';
import { blockUnaccepted, clearOtherBlock, isBlocked } from './mass-removal-gate.ts';
import { listEpisodes } from './needs.ts';
import { noteSettled } from './notices.ts';
import { addToReport, reportBlocked, reportTaken } from './report-commit.ts';
import { startRewrite } from './start-rewrite.ts';
import { baseCommitsOf, MAX_DISPATCHED, newestDispatched, recordSynced, type SyncState } from './state.ts';

/** Episodes reconciled by one activity. */
const BATCH = 25;
/** Between two checks whether a superseded rewrite is still running. */
const CHECK_MS = 60_000;
const MAX_LAST_EVENT = 1000;

/** The main loop of `sync`, as far as these steps need it: `drainResults` takes the rewrite results that have arrived. */
export type SyncLoop = { readonly show: () => void; readonly drainResults: () => RewriteResult[] };

/** Reads the branch once: dispatches what its head changes, and records the head as synced when nothing is left to do. */
export async function processHead(state: SyncState, loop: SyncLoop): Promise<void> {
  await detectEndedRewrite(state, loop.drainResults);
  const head = await readNewHead(state);
  if (head === undefined) return;

  const request = createPlanRequest(state, head);
  const { decisions } = state;
  const plan = await planCommit(state, request);
  if (blockUnaccepted(state, head, plan)) return reportBlocked(state, head, plan);

  recordPlan(state, head, plan);
  loop.show();
  await reportTaken(state, head, plan);
  if (!plan.usable) return;

  await signalBudgetChanged();
  await reconcileDirect(state, loop, plan, request.baseCommits);
  loop.show();
  if (plan.indirect === 0) return recordWithoutRewrite(state, head);

  // A decision made since, up to the end of the previous rewrite, counts as well.
  const isCurrent = state.decisions === decisions;
  await startIndirect(state, request, isCurrent ? plan : await planCommit(state, request));
}

/** undefined: the head is blocked, or already synced or in work. */
async function readNewHead(state: SyncState): Promise<string | undefined> {
  const head = await readActivities.readHead();
  clearOtherBlock(state, head);
  if (isBlocked(state, head)) return undefined;
  const isDispatched = state.syncedCommit === head || state.rewrite?.commit === head;
  return head === state.head && isDispatched ? undefined : head;
}

type PlanRequest = Pick<CommitPlanRequest, 'commit' | 'baseCommits' | 'at' | 'before'>;

function createPlanRequest(state: SyncState, head: string): PlanRequest {
  const before = newestDispatched(state);
  return { commit: head, baseCommits: baseCommitsOf(state), at: Date.now(), ...defined({ before }) };
}

function planCommit(state: SyncState, request: PlanRequest): Promise<CommitPlan> {
  const { orphans = [] } = state;
  return readActivities.planCommit.executeWithOptions(
    { summary: `what ${request.commit.slice(0, 10)} changes` },
    [{ ...request, orphans, priorDecisions: priorDecisionsOf(state) }],
  );
}

function recordPlan(state: SyncState, head: string, plan: CommitPlan): void {
  const { usable, subject, direct, indirect, refused, refusedCount, orphaned, orphans = [] } = plan;
  reportCommitTaken(head, plan);
  const { dispatched } = state;
  const summary = usable
    ? `${count(direct.length, 'episode')} changed by their own file, ${indirect} through a shared file`
    : 'it cannot be used, nothing was done';
  patch(state, {
    head,
    seq: Math.max(state.seq + 1, Date.now()),
    refused,
    refusedCount,
    orphaned,
    orphans,
    subject,
    dispatched: usable ? [...dispatched, head].slice(-MAX_DISPATCHED - 1) : dispatched,
    lastEvent: `${head.slice(0, 10)} ${unmarked(subject)}: ${summary}`,
  });
}

function reportCommitTaken(commit: string, plan: CommitPlan): void {
  const { subject, author, usable, direct, indirect, orphaned, needsPreflight: compares } = plan;
  const counts = { direct: direct.length - orphaned.length, indirect, orphaned: orphaned.slice(0, 20) };
  reportEvent({ event: 'commit', commit, subject, usable, ...counts, ...defined({ author, compares }) });
}

/** academy.yaml may have changed the budget. */
async function signalBudgetChanged(): Promise<void> {
  await getExternalWorkflowHandle(QUOTA_ID)
    .signal(budgetChanged)
    .catch(() => undefined);
}

/**
 * Reconciles the episodes whose own file changed: at once where the open rewrite does not interfere, the others when that
 * rewrite has stopped.
 */
async function reconcileDirect(
  state: SyncState,
  { show, drainResults }: SyncLoop,
  plan: CommitPlan,
  baseCommits: readonly string[],
): Promise<void> {
  const { atOnce, afterRewrite } = splitDirect(plan);
  const ended = await reconcileAll(state, baseCommits, atOnce);
  show();
  const again = state.rewrite === undefined ? [] : ended;
  await supersedeRewrite(state, drainResults);
  await reconcileAll(state, baseCommits, [...afterRewrite, ...again], '.after');
}

/**
 * An episode that stays open remembers its newest request and is reconciled at once. One whose workflow ends forgets it, and the
 * open rewrite could still send it the previous commit: it is reconciled after that rewrite, and so is one that ended only when
 * it was reconciled. A former id ends before its present id starts, because a video has one writer.
 */
function splitDirect({ direct, moved = [] }: CommitPlan): {
  atOnce: ReconcileTarget[];
  afterRewrite: ReconcileTarget[];
} {
  const isAtOnce = ({ staysOpen }: ReconcileTarget): boolean => moved.length === 0 && staysOpen === true;
  return {
    atOnce: direct.filter(isAtOnce),
    afterRewrite: [...moved, ...direct.filter((target) => !isAtOnce(target))],
  };
}

/** `suffix` makes the second request of a commit different from the first. @returns the targets whose workflow has ended */
async function reconcileAll(
  state: SyncState,
  baseCommits: readonly string[],
  targets: readonly ReconcileTarget[],
  suffix = '',
): Promise<ReconcileTarget[]> {
  const ended: ReconcileTarget[] = [];
  for (let from = 0; from < targets.length; from += BATCH) {
    const batch = targets.slice(from, from + BATCH);
    const results = await reconcileBatch(state, baseCommits, batch, suffix);
    addToReport(state, batch, results);
    ended.push(...batch.filter((_, at) => results[at]?.ends === true));
    state.lastEvent = `${state.lastEvent}; ${describeResults(results)}`.slice(-MAX_LAST_EVENT);
  }
  return ended;
}

function reconcileBatch(
  { head = '', seq, needs, syncedCommit }: SyncState,
  baseCommits: readonly string[],
  targets: readonly ReconcileTarget[],
  suffix: string,
): Promise<readonly EpisodeResult[]> {
  const what = targets.length === 1 ? targets[0]?.episodeId : `${targets.length} episodes`;
  return episodeActivities.reconcileEpisodes.executeWithOptions({ summary: toSummary(`reconcile ${what}`) }, [
    {
      // After the loss of all state, each tells what it needs.
      targets: syncedCommit === undefined ? markAll(targets) : markListed(targets, listEpisodes(needs)),
      request: { commit: head, seq, baseCommits, cause: 'direct' },
      requestId: `sync#${seq}${suffix}`,
    },
  ]);
}

const describeResults = (results: readonly EpisodeResult[]): string =>
  results.length > 3
    ? `${results.length} answered`
    : results.map(({ episodeId, kind, detail }) => `${episodeId}: ${kind}, ${detail}`).join('; ');

/** Stops the open rewrite and waits for its end: it waits for running reconciles, returns its units and sends its result. */
async function supersedeRewrite(state: SyncState, drainResults: () => RewriteResult[]): Promise<void> {
  const { rewrite, head = '' } = state;
  if (rewrite === undefined) return;
  const isSent = await getExternalWorkflowHandle(rewrite.workflowId)
    .signal(supersede, { commit: head })
    .then(() => true)
    .catch(() => false);
  const isDone = (): boolean => {
    for (const result of drainResults()) recordResult(state, result);
    return state.rewrite === undefined;
  };
  const summary = toSummary(`running reconciles of ${rewrite.workflowId}`);
  while (isSent && !(await condition(isDone, CHECK_MS, { summary })))
    if (!(await isRewriteOpen(rewrite.workflowId)) && !isDone()) break;
  state.rewrite = undefined;
}

/** Nothing is left to do, and so nothing to pause or to approve. */
function recordWithoutRewrite(state: SyncState, head: string): void {
  recordSynced(state, head);
  noteSettled(state, { commit: head, message: state.lastEvent }, Date.now());
  patch(state, { rewritePausedBy: undefined, pendingApproval: undefined });
}

/** Starts the rewrite of what a shared file changes, without what waits for an approval. */
async function startIndirect(
  state: SyncState,
  { commit, baseCommits, at }: PlanRequest,
  { subject, indirect: total, pendingApproval, approvedPublications, needsPreflight, sample }: CommitPlan,
): Promise<void> {
  const optional = defined({ pendingApproval, approvedPublications, needsPreflight, sample });
  await startRewrite(state, { commit, subject, baseCommits, total, at, ...optional });
  const waiting = pendingApproval?.open?.changeKeys.length ?? 0;
  if (waiting > 0) state.lastEvent = `${state.lastEvent}; ${waiting} of these wait for an approval`;
}

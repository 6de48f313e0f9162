import { condition, getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Answer, AskTarget, SyncPlan } from '../../activities/types.ts';
import { askActivities, readActivities } from '../effects.ts';
import { type RewriteResult, recheck, supersede } from '../messages.ts';
import { QUOTA_ID, rewriteWorkflowId, WORKFLOWS } from '../names.ts';
import { openRewrite } from '../rewrite/state.ts';
import { toSummary } from '../summary.ts';
import { keepWaiting, mustWait } from './gate.ts';
import { basesOf, MOST_HANDED, newestHanded, type SyncState } from './state.ts';

/** Episodes asked by one activity. */
const BATCH = 25;

/** Looks at the branch once: hands over what its head changes, and moves `settled` when nothing is left to answer. */
export async function follow(
  state: SyncState,
  show: () => void,
  takeResults: () => RewriteResult[],
): Promise<void> {
  const head = await readActivities.readHead();
  if (keepWaiting(state, head)) return;
  if (head === state.head && (state.settled === head || state.rewrite?.commit === head)) return;
  const bases = basesOf(state);
  const at = Date.now();
  const before = newestHanded(state);
  const plan = await readActivities.planSync.executeWithOptions(
    { summary: `what ${head.slice(0, 10)} changes` },
    [{ commit: head, bases, at, ...(before === undefined ? {} : { before }) }],
  );
  if (mustWait(state, head, plan)) return;
  recordPlan(state, head, plan);
  show();
  if (!plan.usable) return;
  await tellQuota();
  await askOwn(state, bases, plan.own);
  show();
  await supersedeOpen(state, takeResults);
  if (plan.shared === 0) settle(state, head);
  else await startRewrite(state, head, { bases, at, plan });
}

function recordPlan(state: SyncState, head: string, plan: SyncPlan): void {
  state.head = head;
  state.seq = Math.max(state.seq + 1, Date.now());
  state.refused = plan.refused;
  state.refusedCount = plan.refusedCount;
  state.orphaned = plan.orphaned;
  state.handed = plan.usable ? [...state.handed, head].slice(-MOST_HANDED - 1) : state.handed;
  state.last = plan.usable
    ? `${head.slice(0, 10)} ${plan.subject}: ${plan.own.length} by their own file, ${plan.shared} through a shared cause`
    : `${head.slice(0, 10)} ${plan.subject}: academy.yaml cannot be used, nothing was done`;
}

/** An episode's own file wakes it at once, whatever else goes on. */
async function askOwn(state: SyncState, bases: readonly string[], own: readonly AskTarget[]): Promise<void> {
  const { head = '', seq } = state;
  for (let from = 0; from < own.length; from += BATCH) {
    const targets = own.slice(from, from + BATCH);
    const summary =
      targets.length === 1 ? `wake ${targets[0]?.episodeId}` : `wake ${targets.length} episodes`;
    const answers = await askActivities.askEpisodes.executeWithOptions({ summary: toSummary(summary) }, [
      { targets, wake: { commit: head, seq, bases, cause: 'own' }, requestId: `sync#${seq}` },
    ]);
    state.last = `${state.last}; ${summarize(answers)}`.slice(-1000);
  }
}

const summarize = (answers: readonly Answer[]): string =>
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
  if (told) {
    await condition(() => {
      for (const result of takeResults()) recordResult(state, result);
      return state.rewrite === undefined;
    });
  }
  state.rewrite = undefined;
}

/** A rewrite's end. Only one that ran through settles its commit. */
export function recordResult(state: SyncState, result: RewriteResult): void {
  if (state.rewrite?.commit !== result.commit) return;
  state.rewrite = undefined;
  state.counts = result.counts;
  const words = Object.entries(result.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`);
  state.last = `rewrite of ${result.commit.slice(0, 10)} ${result.superseded ? 'superseded' : 'done'}: ${words.join(', ') || 'nothing'}`;
  if (!result.superseded) settle(state, result.commit);
}

function settle(state: SyncState, commit: string): void {
  state.settled = commit;
  state.handed = state.handed.slice(state.handed.lastIndexOf(commit) + 1);
}

async function startRewrite(
  state: SyncState,
  commit: string,
  { bases, at, plan }: { bases: readonly string[]; at: number; plan: SyncPlan },
): Promise<void> {
  const workflowId = rewriteWorkflowId(commit);
  const { subject, shared: total } = plan;
  const input = openRewrite({ commit, subject, seq: state.seq, bases, total, startedAt: at });
  await startChild(WORKFLOWS.rewrite, {
    workflowId,
    args: [input],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: toSummary(`${total} episodes: ${subject}`),
    staticDetails: `What commit ${commit} changes through a guest, a show, a template or a setting.`,
  });
  state.rewrite = { workflowId, commit };
}

/** academy.yaml may say another budget. */
async function tellQuota(): Promise<void> {
  await getExternalWorkflowHandle(QUOTA_ID)
    .signal(recheck)
    .catch(() => undefined);
}

import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import {
  budgetChanged,
  type QuotaRequest,
  type QuotaStatus,
  quotaExceeded,
  quotaGranted,
  quotaStatus,
  reportSpent,
  requestQuota,
} from '../contract/quota.ts';
import { describeQuota } from '../contract/reports/quota.ts';
import { readActivities } from './activity-proxies.ts';
import { renderDetails } from './details/markdown.ts';
import { isHistoryLong } from './history-limit.ts';
import {
  type Carried,
  EMPTY_LEDGER,
  grantNext,
  type LedgerState,
  openDay,
  recordSettlement,
  withdraw,
} from './quota/ledger.ts';

/**
 * The treasurer: grants units from today's budget (Pacific time). Live work may use all of it, everything else never the reserve.
 * A grant that nobody settles stays spent until the reset. Continues as new when its history is long.
 */
export async function quota(carried: Partial<Carried> = {}): Promise<void> {
  const state: LedgerState = { ...EMPTY_LEDGER, ...carried };
  let dirty = true;
  let stale = state.day === undefined;
  const handle = (change: () => void): void => {
    dirty = true;
    change();
  };
  setHandler(requestQuota, (request) => handle(() => queue(state, request)));
  setHandler(reportSpent, (settlement) => handle(() => recordSettlement(state, settlement)));
  setHandler(quotaExceeded, ({ day }) => handle(() => closeDay(state, day)));
  setHandler(budgetChanged, () => handle(() => (stale = true)));
  setHandler(quotaStatus, () => toQuotaStatus(state), {
    description: "Today's ledger by lane, and who waits",
  });

  for (;;) {
    // Before the read: what arrives while it runs is looked at in the next turn.
    dirty = false;
    if (stale) {
      stale = false;
      openDay(state, await readActivities.readBudget());
    }
    if (await answerAll(state)) dirty = true;
    showState(state);
    // Who has asked meanwhile is among the waiters, and answered by the next run first of all.
    if (!stale && isHistoryLong()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof quota>(state);
    }
    const untilReset = Math.max(1000, Date.parse(state.resetsAt ?? '') - Date.now());
    const woken = await condition(() => dirty, untilReset, {
      summary: 'the reset at midnight, Pacific time',
    });
    if (!woken) stale = true;
  }
}

/** An ask that is repeated replaces itself; live work stands first. */
function queue(state: LedgerState, request: QuotaRequest): void {
  withdraw(state, request.id);
  state.waiters = [...state.waiters, { ...request, informed: false }];
}

function closeDay(state: LedgerState, day: string): void {
  if (day === state.day) state.closed = true;
}

/** Answers everybody who can be answered: with units, or once with the word to wait. @returns true: units came back that others may have */
async function answerAll(state: LedgerState): Promise<boolean> {
  let returned = false;
  const answers: Promise<void>[] = [];
  for (let answer = grantNext(state); answer !== undefined; answer = grantNext(state)) {
    const { workflowId, ...grant } = answer;
    answers.push(
      getExternalWorkflowHandle(workflowId)
        .signal(quotaGranted, grant)
        .catch(() => {
          log.info('nobody takes this grant any more', { workflowId });
          recordSettlement(state, { id: grant.id, spent: 0 });
          returned ||= grant.units > 0;
        }),
    );
  }
  await Promise.all(answers);
  return returned;
}

function showState(state: LedgerState): void {
  const now = Date.now();
  setCurrentDetails(renderDetails(describeQuota(toQuotaStatus(state), now), now));
}

function toQuotaStatus(state: LedgerState): QuotaStatus {
  return {
    day: state.day ?? '',
    perDay: state.perDay,
    reserve: state.reserve,
    closed: state.closed,
    resetsAt: state.resetsAt ?? '',
    spent: state.spent,
    granted: Object.values(state.grants).reduce((sum, grant) => sum + grant.units, 0),
    waiters: state.waiters.map(({ workflowId, lane, atLeast }) => ({ workflowId, lane, atLeast })),
  };
}

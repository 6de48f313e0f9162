import type { Need, NeedReason, SubjectNeeds } from '../../contract/attention.ts';
import { countLeft } from '../../contract/reports/needs.ts';
import type { WorkflowEvent } from '../../contract/workflow-event.ts';
import { defined } from '../../domain/shared/defined.ts';
import { reportEvent } from '../report-event.ts';
import { fileOf, groupNeeds, type NeedsList, NO_NEEDS } from './needs.ts';
import type { SyncState } from './state.ts';

/** What was reported already; carried from run to run with the state itself. */
export type ReportedSync = Pick<SyncState, 'needs' | 'syncedCommit'>;

/** Of one reason at once, as a commit or a check may bring many. */
const MAX_AT_ONCE = 5;

/** Reports what is different from what was reported before. @returns what is reported now */
export function reportChanges(before: ReportedSync, state: SyncState): ReportedSync {
  for (const reported of listChanges(before, state)) reportEvent(reported);
  const { needs, syncedCommit } = state;
  return { needs, syncedCommit };
}

/** New needs, those that are gone, and a commit that is done. */
export function listChanges(before: ReportedSync, after: ReportedSync): WorkflowEvent[] {
  const [old, now] = [before.needs ?? NO_NEEDS, after.needs ?? NO_NEEDS];
  const { syncedCommit } = after;
  const isSynced = syncedCommit !== undefined && syncedCommit !== before.syncedCommit;
  return [
    ...limitByReason(listNew(old, now)),
    ...listCured(old, now),
    ...(isSynced
      ? [{ event: 'synced', commit: syncedCommit, needs: countLeft(groupNeeds(now)) } as const]
      : []),
  ];
}

type NeedEvent = Extract<WorkflowEvent, { readonly event: 'need' }>;
type CureEvent = Extract<WorkflowEvent, { readonly event: 'cured' }>;

const listNew = (before: NeedsList, after: NeedsList): NeedEvent[] =>
  after.subjects.flatMap(({ workflowId, needs }) => {
    const known = new Set(needsOf(before, workflowId).map(keyOf));
    return needs
      .filter((need) => !known.has(keyOf(need)))
      .map(({ reason, message, place }) => ({
        event: 'need' as const,
        workflowId,
        reason,
        message,
        ...defined({ place }),
      }));
  });

/** An approval that was given or refused is reported as that. */
const listCured = (before: NeedsList, after: NeedsList): CureEvent[] =>
  before.subjects.flatMap(({ workflowId, needs }) => {
    const left = new Set(needsOf(after, workflowId).map(cureKeyOf));
    const cured = new Map(needs.map((need) => [cureKeyOf(need), need]));
    return [...cured].flatMap(([key, { reason, place }]) =>
      left.has(key) || reason === 'approval'
        ? []
        : [{ event: 'cured' as const, workflowId, reason, ...defined({ place: place && fileOf(place) }) }],
    );
  });

const needsOf = ({ subjects }: NeedsList, workflowId: string): readonly Need[] =>
  subjects.find((one: SubjectNeeds) => one.workflowId === workflowId)?.needs ?? [];

/** Of the others, another message for the same thing is no news: it may hold a time or a number. */
const NEWS_BY_MESSAGE: readonly NeedReason[] = ['approval', 'broken', 'duplicate', 'refused'];

const keyOf = ({ reason, cause, place, fields, message }: Need): string =>
  JSON.stringify([
    reason,
    cause,
    place && fileOf(place),
    fields?.toSorted(),
    NEWS_BY_MESSAGE.includes(reason) && message,
  ]);

/** A file is valid again when nothing in it is broken. */
const cureKeyOf = ({ reason, place }: Need): string => JSON.stringify([reason, place && fileOf(place)]);

function limitByReason(reported: readonly NeedEvent[]): NeedEvent[] {
  const reasons = [...new Set(reported.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => {
    const same = reported.filter((one) => one.reason === reason);
    const [first] = same;
    if (same.length <= MAX_AT_ONCE || first === undefined) return same;
    const shown = same.slice(0, MAX_AT_ONCE - 1);
    return [...shown, { ...first, more: same.length - shown.length }];
  });
}

import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { ENDS_SOON, type Need, type SubjectNeeds } from '../../contract/attention.ts';
import { NOTIFICATIONS_ID, SYNC_ID } from '../../contract/ids.ts';
import { type Notice, notify } from '../../contract/notifications.ts';
import { countLeft, listAnswers, nameOf } from '../../contract/reports/needs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { fileOf, groupNeeds, NO_NEEDS } from './needs.ts';
import type { SyncState } from './state.ts';

/** Signals `notifications` what needs a person now and did not, and what is cured. Runs of version 0.2 do not. */
export async function sendNotices(state: SyncState, now: number): Promise<void> {
  if (state.setsReasons !== true) return;
  const { outbox = [] } = state;
  const notices = [...outbox, ...listNotices(state, now)];
  if (notices.length === 0) return;
  const isSent = await getExternalWorkflowHandle(NOTIFICATIONS_ID)
    .signal(notify, { notices })
    .then(() => true)
    .catch(() => false);
  // One that is not running is started within a minute: it hears of it with the next change.
  if (!isSent) return;
  patch(state, {
    noticed: notices.reduce(applyNotice, state.noticed ?? []),
    outbox: (state.outbox ?? []).slice(outbox.length),
  });
}

/** What differs from what was reported. */
export function listNotices(state: SyncState, now: number): Notice[] {
  const { needs: { subjects } = NO_NEEDS, noticed = [], syncedCommit, head } = state;
  const commit = syncedCommit ?? head;
  if (commit === undefined) return [];
  const open = new Map<string, Notice>();
  // Of its own receivers `notifications` tells by itself.
  for (const subject of subjects.filter(({ workflowId }) => workflowId !== NOTIFICATIONS_ID))
    for (const need of subject.needs) {
      const notice = describeNeed(subject, need, { commit, now });
      open.set(notice.key, notice);
    }
  const cured = noticed.filter((key) => !open.has(key)).map((key) => describeCure(key, { commit, now }));
  return [...[...open.values()].filter(({ key }) => !noticed.includes(key)), ...cured];
}

type At = { readonly commit: string; readonly now: number };

/** Ids of workflows and reasons have no spaces, so that a cure can be made from its key. */
const keyOf = (workflowId: string, { reason, cause = '', place = '' }: Need): string =>
  [reason, workflowId, cause, fileOf(place)].join(' ').trimEnd();

function describeNeed({ workflowId, title, videoId }: SubjectNeeds, need: Need, { commit, now }: At): Notice {
  const { reason, message, place } = need;
  return {
    key: keyOf(workflowId, need),
    at: now,
    event: 'needs-a-person',
    subject: place ?? nameOf(workflowId),
    ...{ commit, reason, message, workflowId },
    ...defined({ title, videoId, command: listAnswers(reason, { ...need, workflowId })[0] }),
    ...(need.cause === ENDS_SOON ? { cause: ENDS_SOON } : {}),
  };
}

function describeCure(key: string, { commit, now }: At): Notice {
  const [reason = '', workflowId = '', ...rest] = key.split(' ');
  const place = reason === 'broken' ? rest.join(' ').trim() : '';
  return {
    ...{ key, at: now, commit, event: 'cured', workflowId },
    reason: reason as Need['reason'],
    subject: place === '' ? nameOf(workflowId) : place,
  };
}

function applyNotice(noticed: readonly string[], { key, event }: Notice): readonly string[] {
  if (event === 'cured') return noticed.filter((one) => one !== key);
  return event === 'needs-a-person' ? [...noticed, key] : noticed;
}

/** A commit that every episode has answered for: done, or done but for what needs a person. */
export function noteSettled(state: SyncState, done: { commit: string; message: string }, now: number): void {
  const { commit, message } = done;
  const count = countLeft(groupNeeds(state.needs ?? NO_NEEDS));
  const settled: Notice = {
    ...{ key: `commit ${commit}`, at: now, event: 'commit', subject: commit.slice(0, 10) },
    ...{ commit, message, count, workflowId: SYNC_ID },
    ...(commit === state.head ? defined({ title: state.subject }) : {}),
  };
  if (state.setsReasons === true)
    patch(state, { outbox: [...(state.outbox ?? []), settled].slice(-MAX_OUTBOX) });
}

const MAX_OUTBOX = 50;

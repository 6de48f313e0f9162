import { renderShell } from '../../domain/shared/media/shell.ts';
import type { HeldThumbnails, QuotaStatus, QuotaStop } from '../quota.ts';
import type { ReportBlock } from './block.ts';
import { code, join, message, text, unmarked } from './text.ts';
import { count, describeTime, describeTimes, group, type Now } from './words.ts';

const MAX_WAITERS = 20;

/** Today's quota: what is used, who waits, and when it resets. */
export function describeQuota(status: QuotaStatus, now: Now): ReportBlock[] {
  const { day, perDay, reserve, closed, stop, credentialsExpireAt, resetsAt, spent, granted, waiters } =
    status;
  const { thumbnails } = status;
  const used = Object.values(spent).reduce((sum, units) => sum + units, granted);
  return [
    ...(stop === undefined ? describeExpiry(credentialsExpireAt, now) : [describeStop(stop, now)]),
    ...(thumbnails === undefined ? [] : [describeThumbnails(thumbnails, now)]),
    ...(closed ? [CLOSED] : []),
    {
      kind: 'paragraph',
      strong: text`${group(used)} of ${group(perDay)}`,
      text: text`units used or granted on ${day} (Pacific time). The last ${group(reserve)} are reserved for live streams.`,
    },
    waiters.length === 0 ? NONE_WAITING : describeWaiters(waiters),
    ...(resetsAt === ''
      ? []
      : [
          {
            kind: 'paragraph',
            text: text`Resets ${describeTime(resetsAt, now)} (midnight in Los Angeles).`,
          } as const,
        ]),
    {
      kind: 'counts',
      columns: ['lane', 'units'],
      rows: [...Object.entries(spent), ['granted (not reported yet)', granted]],
    },
    ...((spent['lost'] ?? 0) > 0 ? [LOST] : []),
  ];
}

/** Whether a person has to act before anything is granted. */
export const quotaNeedsPerson = ({ stop, thumbnails, credentialsExpireAt }: QuotaStatus): boolean =>
  (stop ?? thumbnails ?? credentialsExpireAt) !== undefined;

/** From two days before Google ends the refresh token of an app in "Testing". */
export const describeEnd = (at: number): string =>
  `the login to YouTube ends at ${toIso(at)}, and then nothing more is sent: run \`npx showrunner login\`. Google ends it after seven days while the OAuth app is in "Testing"; publish the app for one that lasts`;

const describeExpiry = (at: number | undefined, now: Now): ReportBlock[] =>
  at === undefined
    ? []
    : [{ kind: 'paragraph', strong: text`Soon:`, text: message(`${describeTimes(describeEnd(at), now)}.`) }];

const describeStop = ({ message: why, since, checkAt }: QuotaStop, now: Now): ReportBlock => ({
  kind: 'paragraph',
  strong: text`All writes are stopped:`,
  text: text`${message(why)} Since ${describeTimes(toIso(since), now)}; checked again ${describeTime(toIso(checkAt), now)} and with each commit, then everything that waits continues by itself.`,
});

/** What needs a person once, however many wait for it. */
export const describeHeld = ({ count: waiting, first }: HeldThumbnails): string =>
  `YouTube allows no custom thumbnails before the channel is verified: its owner verifies it at https://www.youtube.com/verify. ${waiting === 1 ? 'The thumbnail of 1 episode waits' : `The thumbnails of ${group(waiting)} episodes wait`} for it, and everything else goes on; they then go on by themselves within an hour, or at once after \`${unmarked(renderShell(['npx', 'showrunner', 'retry', first[0] ?? 'EPISODE']))}\``;

const describeThumbnails = (held: HeldThumbnails, now: Now): ReportBlock => {
  const { count: waiting, first, since, checkAt } = held;
  const rest = waiting > first.length ? text` and ${group(waiting - first.length)} more` : [];
  return {
    kind: 'paragraph',
    strong: text`Thumbnails wait:`,
    text: text`${message(describeHeld(held))}. These wait: ${join(first.map(code))}${rest}. Since ${describeTimes(toIso(since), now)}; checked again ${describeTime(toIso(checkAt), now)} and with each commit.`,
  };
};

const toIso = (ms: number): string => new Date(ms).toISOString();

const CLOSED: ReportBlock = {
  kind: 'paragraph',
  strong: text`Closed until the reset:`,
  text: text`YouTube reports that the quota is exceeded.`,
};

const NONE_WAITING: ReportBlock = { kind: 'paragraph', text: text`No workflow is waiting for quota.` };

const LOST: ReportBlock = {
  kind: 'paragraph',
  text: text`\`lost\`: not used today, because what was spent before this ledger began is unknown.`,
};

const describeWaiters = (waiters: QuotaStatus['waiters']): ReportBlock => ({
  kind: 'list',
  text: text`${count(waiters.length, 'workflow')} waiting for quota:`,
  items: waiters
    .slice(0, MAX_WAITERS)
    .map(({ workflowId, lane, atLeast }) => text`${code(workflowId)}: ${count(atLeast, 'unit')} (${lane})`),
  total: waiters.length,
});

/** Of a workflow that waits for units. */
export const STOPPED: ReportBlock = {
  kind: 'paragraph',
  strong: text`Waiting:`,
  text: text`nothing is sent to YouTube until what the workflow \`quota\` shows is fixed. It then continues by itself.`,
};

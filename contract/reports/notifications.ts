import { NOTIFICATIONS_ID } from '../ids.ts';
import type { NotificationsStatus, ReceiverStatus } from '../notifications.ts';
import type { ReportBlock } from './block.ts';
import { renderArgument } from './block.ts';
import { code, join, message, type Text, text } from './text.ts';
import { count, describeCommit, describeTime, describeTimes, type Now } from './words.ts';

/** Who is notified of what, and who cannot be reached. */
export const describeNotifications = (status: NotificationsStatus, now: Now): ReportBlock[] => [
  ...status.needs.map(
    ({ message: why }): ReportBlock => ({
      kind: 'paragraph',
      strong: text`Needs you:`,
      text: message(why),
    }),
  ),
  ...(status.receivers.length === 0 ? [NONE] : [describeReceivers(status, now)]),
  {
    kind: 'fact',
    name: 'open',
    value: text`${count(status.open, 'thing')} that ${status.open === 1 ? 'needs' : 'need'} a person`,
  },
  ...(status.unlisted === 0
    ? []
    : [
        {
          kind: 'fact',
          name: 'not listed',
          value: text`${count(status.unlisted, 'more')} came than fit`,
        } as const,
      ]),
  ...(status.commit === undefined
    ? []
    : [{ kind: 'fact', name: 'as of', value: describeCommit(status.commit) } as const]),
  {
    kind: 'choices',
    choices: [
      {
        label: text`Try again at once`,
        update: { name: 'retry', workflowId: NOTIFICATIONS_ID, argument: renderArgument() },
      },
    ],
  },
];

const NONE: ReportBlock = {
  kind: 'paragraph',
  text: text`Nothing is sent: academy.yaml has no \`notify:\`. docs/notifications.md shows how.`,
};

const describeReceivers = ({ receivers }: NotificationsStatus, now: Now): ReportBlock => ({
  kind: 'list',
  text: text`${count(receivers.length, 'receiver')}:`,
  items: receivers.map((one) => describeReceiver(one, now)),
  total: receivers.length,
});

function describeReceiver(
  { name, events, waiting, lastDeliveredAt, nextDigestAt, failing }: ReceiverStatus,
  now: Now,
): Text {
  const time = (ms: number): string => describeTime(new Date(ms).toISOString(), now);
  return join(
    [
      text`${code(name)}: ${events.length === 0 ? 'the digest only' : events.join(', ')}`,
      lastDeliveredAt === undefined ? text`nothing sent yet` : text`last message ${time(lastDeliveredAt)}`,
      ...(waiting === 0 ? [] : [text`${waiting} waiting`]),
      ...(nextDigestAt === undefined ? [] : [text`next digest ${time(nextDigestAt)}`]),
      ...(failing === undefined
        ? []
        : [
            text`failing since ${describeTimes(new Date(failing.since).toISOString(), now)} (${count(failing.tries, 'try').replace('trys', 'tries')}): ${message(failing.why)}; next try ${time(failing.nextTryAt)}`,
          ]),
    ],
    '; ',
  );
}

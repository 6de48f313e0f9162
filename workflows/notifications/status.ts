import type { NotificationsStatus, ReceiverStatus } from '../../contract/notifications.ts';
import { defined } from '../../domain/shared/defined.ts';
import { failureKey, listPending } from './compose.ts';
import type { NotificationsState, ReceiverState } from './state.ts';

/** What an operator sees. */
export function describeState(state: NotificationsState): NotificationsStatus {
  const { readCommit, receivers, entries, unlisted } = state;
  const failures = receivers.map(({ receiver }) => failureKey(receiver.id));
  return {
    receivers: receivers.map((one) => describeReceiver(state, one)),
    open: entries.filter(({ cured }) => cured === undefined).length,
    unlisted,
    needs: entries
      .filter(({ notice, cured }) => cured === undefined && failures.includes(notice.key))
      .map(({ notice: { message = '', at } }) => ({ reason: 'notify', message, since: at })),
    ...defined({ commit: readCommit }),
  };
}

function describeReceiver(state: NotificationsState, one: ReceiverState): ReceiverStatus {
  const { receiver, failing, lastDeliveredAt, nextDigestAt } = one;
  const { name, events } = receiver;
  return {
    ...{ name, events, waiting: listPending(state, one).length },
    ...defined({ lastDeliveredAt, nextDigestAt, failing: failing && describeFailing(failing) }),
  };
}

const describeFailing = ({ since, tries, why, nextTryAt }: NonNullable<ReceiverState['failing']>) => ({
  ...{ since, tries, why, nextTryAt },
});

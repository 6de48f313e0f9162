import { Context } from '@temporalio/activity';
import type { DeliveryAnswer, DeliveryRequest } from '../../contract/notifications.ts';
import type { Dependencies } from '../dependencies.ts';
import { toNotification } from './to-notification.ts';

/** Sends one message to one receiver. What goes wrong is an answer: it is expected, and the workflow decides when to try again. */
export function deliver(
  { notifier, pages }: Dependencies,
  { receiver, message }: DeliveryRequest,
): Promise<DeliveryAnswer> {
  return notifier.send(receiver.target, toNotification(message, pages), {
    signal: Context.current().cancellationSignal,
  });
}

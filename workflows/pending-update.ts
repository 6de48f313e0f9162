import { ApplicationFailure, Trigger } from '@temporalio/workflow';
import { withoutStack } from './messages.ts';

/** An update that the main loop of a workflow answers. */
export type PendingUpdate<Request, Answer> = { readonly request: Request; readonly answer: Trigger<Answer> };

/** Queues an update for the main loop. @returns what the loop answers; a refusal fails this update only */
export async function queueUpdate<Request, Answer>(
  queue: PendingUpdate<Request, Answer>[],
  request: Request,
): Promise<Answer> {
  const answer = new Trigger<Answer>();
  queue.push({ request, answer });
  return answer;
}

/** Fails this update only. */
export function refuse(answer: Pick<Trigger<unknown>, 'reject'>, reason: string): undefined {
  answer.reject(createRefusal(reason));
}

/** For an operator who cannot have it. */
export const createRefusal = (reason: string): ApplicationFailure =>
  withoutStack(ApplicationFailure.nonRetryable(reason, 'refused'));

import type { NotificationTarget } from '../../domain/content/receivers.ts';
import { renderDiscord } from './discord.ts';
import { renderMail } from './mail.ts';
import type { Notification, SendResult } from './notification.ts';
import { type PostRequest, type PostResult, postJson } from './post.ts';
import { sendMail } from './send-mail.ts';
import { renderSlack } from './slack.ts';
import { NotifyFault, readSecret, readUrl, type Variables } from './variables.ts';
import { renderWebhook, signWebhook } from './webhook.ts';

/** Sends messages to people. */
export type Notifier = {
  /** Never throws. */
  send(
    target: NotificationTarget,
    notification: Notification,
    options: { readonly signal: AbortSignal },
  ): Promise<SendResult>;
};

type NotifierOptions = {
  /** Where the addresses and secrets are. */
  readonly env: Variables;
  /** For one call. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 20_000;
const HTTP = ['https:', 'http:'];
const SMTP = ['smtps:', 'smtp:'];

export function createNotifier({ env, timeoutMs = TIMEOUT_MS }: NotifierOptions): Notifier {
  const post = async (request: PostRequest): Promise<PostResult> =>
    postJson({ ...request, signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) });

  /** What a service refuses because of what is in it is sent once more with our words alone: the rest of the queue must not wait. */
  const postRendered = async (
    url: URL,
    notification: Notification,
    { render, signal }: { readonly render: (all: Notification) => object; readonly signal: AbortSignal },
  ): Promise<SendResult> => {
    const result = await post({ url, body: JSON.stringify(render(notification)), signal });
    if (result.delivered || result.isContent !== true) return result;
    const bare = { ...notification, items: [], facts: ['The details could not be shown here.'] };
    const second = await post({ url, body: JSON.stringify(render(bare)), signal });
    return second.delivered ? second : { ...second, final: second.final || second.isContent === true };
  };

  const sendWebhook = async (
    { url, urlFrom, secretFrom }: Extract<NotificationTarget, { kind: 'webhook' }>,
    notification: Notification,
    signal: AbortSignal,
  ): Promise<SendResult> => {
    const secret = readSecret(env, secretFrom);
    const body = JSON.stringify(renderWebhook(notification));
    return post({
      url: url === undefined ? readUrl(env, urlFrom ?? '', HTTP) : new URL(url),
      body,
      headers: signWebhook(body, { id: notification.id, at: Date.now(), secret }),
      signal,
    });
  };

  const dispatch = async (
    target: NotificationTarget,
    notification: Notification,
    signal: AbortSignal,
  ): Promise<SendResult> => {
    switch (target.kind) {
      case 'discord':
        return postRendered(readUrl(env, target.urlFrom, HTTP), notification, {
          render: renderDiscord,
          signal,
        });
      case 'slack':
        return postRendered(readUrl(env, target.urlFrom, HTTP), notification, {
          render: renderSlack,
          signal,
        });
      case 'webhook':
        return sendWebhook(target, notification, signal);
      case 'mail':
        return sendMail({
          server: readUrl(env, target.smtpFrom, SMTP),
          ...{ to: target.to, from: target.from, id: notification.id, at: notification.at },
          content: renderMail(notification),
          timeoutMs,
        });
    }
  };

  return {
    async send(target, notification, { signal }) {
      try {
        return toResult(await dispatch(target, notification, signal));
      } catch (error) {
        const isFault = error instanceof NotifyFault;
        const why = isFault
          ? error.message
          : `it failed (${error instanceof Error ? error.name : 'unknown'})`;
        return { delivered: false, why, unknownOutcome: !isFault, final: isFault };
      }
    },
  };
}

/** Without what only this client needs. */
function toResult(result: PostResult): SendResult {
  if (result.delivered) return { delivered: true };
  const { isContent: _isContent, ...failure } = result;
  return failure;
}

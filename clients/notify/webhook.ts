import { createHmac } from 'node:crypto';
import type { Notification } from './notification.ts';

/** https://www.standardwebhooks.com: the id and the time are signed together with the body. */
export function signWebhook(
  body: string,
  { id, at, secret }: { readonly id: string; readonly at: number; readonly secret: string },
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', parseWebhookSecret(secret))
    .update(`${id}.${seconds}.${body}`)
    .digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

const PREFIX = 'whsec_';

/** With its prefix a secret is base64, else it is taken as it is. */
export const parseWebhookSecret = (secret: string): Buffer =>
  secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');

/** The same bytes each time the message is sent. */
export const renderWebhook = ({ id, at, headline, facts, total, data }: Notification): object => ({
  ...data,
  id,
  timestamp: new Date(at).toISOString(),
  headline,
  facts,
  total,
});

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { verify } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import { parseWebhookSecret } from '../../../clients/notify/webhook.ts';
import type { WebhookSender } from '../../../config/http.ts';

/** `body`: as it was sent. */
export type Delivery = { readonly headers: IncomingHttpHeaders; readonly body: string };

export type Signature = 'right' | 'wrong' | 'none';

/** What a sender says that happened; `other` is none of our business. */
export type Announced = 'push' | 'ping' | 'other';

type Sender = {
  readonly check: (secret: string, delivery: Delivery) => Promise<Signature>;
  readonly readEvent: (headers: IncomingHttpHeaders) => Announced;
};

/** How each one signs, and how it names a push. */
export const SENDERS: Readonly<Record<WebhookSender, Sender>> = {
  // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
  github: {
    check: (secret, { headers, body }) => checkHex(secret, body, readHeader(headers, 'x-hub-signature-256')),
    readEvent: (headers) => readEvent(readHeader(headers, 'x-github-event')),
  },
  // https://docs.gitlab.com/user/project/integrations/webhooks: a signing token, or the older secret token.
  gitlab: {
    check: async (secret, delivery) => {
      const token = readHeader(delivery.headers, 'x-gitlab-token');
      if (delivery.headers['webhook-signature'] !== undefined || token === undefined)
        return checkStandard(secret, delivery);
      return isSame(secret, token) ? 'right' : 'wrong';
    },
    readEvent: (headers) => (readHeader(headers, 'x-gitlab-event') === 'Push Hook' ? 'push' : 'other'),
  },
  // https://forgejo.org/docs/latest/user/webhooks: the hex alone.
  forgejo: {
    check: (secret, { headers, body }) => {
      const hex = readHeader(headers, 'x-forgejo-signature') ?? readHeader(headers, 'x-gitea-signature');
      return checkHex(secret, body, hex && `sha256=${hex}`);
    },
    readEvent: (headers) =>
      readEvent(readHeader(headers, 'x-forgejo-event') ?? readHeader(headers, 'x-gitea-event')),
  },
  // https://www.standardwebhooks.com
  signed: { check: async (secret, delivery) => checkStandard(secret, delivery), readEvent: () => 'push' },
};

/** The id of a delivery, where it is signed together with the body. */
export const readSignedId = ({ headers }: Delivery): string | undefined =>
  headers['webhook-signature'] === undefined ? undefined : readHeader(headers, 'webhook-id');

const readHeader = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const readEvent = (name: string | undefined): Announced =>
  name === 'push' || name === 'ping' ? name : 'other';

/** `sha256=` and the HMAC in hex, of the body alone. */
async function checkHex(secret: string, body: string, signature: string | undefined): Promise<Signature> {
  if (signature === undefined) return 'none';
  return body !== '' && (await verify(secret, body, signature)) ? 'right' : 'wrong';
}

/** The id, the time and the body are signed; a delivery of another time than now, by five minutes, is wrong. */
function checkStandard(secret: string, { headers, body }: Delivery): Signature {
  if (readHeader(headers, 'webhook-signature') === undefined) return 'none';
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  try {
    const webhook = new Webhook(parseWebhookSecret(secret), { format: 'raw' });
    webhook.verify(body, Object.fromEntries(texts), { jsonParse: false });
    return 'right';
  } catch {
    return 'wrong';
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long whatever differs. */
export const isSame = (expected: string, found: string): boolean =>
  timingSafeEqual(hash(expected), hash(found));

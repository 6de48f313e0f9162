import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { WebhookSender } from '../../../config/http.ts';
import type { LookTime } from '../looks.ts';
import { createRate } from '../rate.ts';
import { type BodyLimits, readBody } from '../read-body.ts';
import type { DeliveryOutcome } from './outcomes.ts';
import { type Delivery, readSignedId, SENDERS } from './senders.ts';

export type ReceiveOptions = {
  readonly secrets: Readonly<Partial<Record<WebhookSender, string>>>;
  /** The branch that is followed; `HEAD`: none, and every push counts. */
  readonly branch: () => string | undefined;
  /** Asks for a look at the branch. @throws when the server does not answer */
  readonly look: () => Promise<LookTime>;
  readonly limits?: BodyLimits;
};

/** undefined: this sender may not send here. */
export type Receive = (
  sender: WebhookSender,
  request: IncomingMessage,
) => Promise<DeliveryOutcome | undefined>;

/** GitHub lists at most 3,000 files and 2,048 commits of a push. The memory that all need is this times the bodies at once. */
const LIMITS: BodyLimits = { maxBytes: 2_000_000, timeoutMs: 10_000 };
const BODIES_AT_ONCE = 8;
const DELIVERIES = { burst: 60, everyMs: 100 };
/** A signature of Standard Webhooks is good for five minutes before and after its time. */
const REMEMBERED = { max: 10_000, ttl: 11 * 60_000 };

/** Receives webhooks. A delivery carries no data that counts: it says "look now", or nothing. */
export function createReceive({ secrets, branch, look, limits = LIMITS }: ReceiveOptions): Receive {
  const rate = createRate(DELIVERIES);
  const seen = new LRUCache<string, true>(REMEMBERED);
  let reading = 0;

  const receive = async (
    sender: WebhookSender,
    secret: string,
    request: IncomingMessage,
  ): Promise<DeliveryOutcome> => {
    if (reading >= BODIES_AT_ONCE || !rate.take(Date.now())) return 'too-many';
    if (!isPlainJson(request)) return 'wrong-type';
    reading += 1;
    const body = await readBody(request, limits).finally(() => {
      reading -= 1;
    });
    if (typeof body === 'string') return body;
    const delivery = { headers: request.headers, body: body.toString('utf8') };
    const signature = await SENDERS[sender].check(secret, delivery);
    if (signature !== 'right') return signature === 'none' ? 'unsigned' : 'wrong-signature';
    return accept(sender, delivery);
  };

  const accept = async (sender: WebhookSender, delivery: Delivery): Promise<DeliveryOutcome> => {
    const id = readSignedId(delivery);
    if (id !== undefined && seen.has(`${sender} ${id}`)) return 'replayed';
    const ignored = findIgnored(sender, delivery, branch());
    if (ignored !== undefined) return ignored;
    try {
      const done = await look();
      if (id !== undefined) seen.set(`${sender} ${id}`, true);
      return done === 'now' ? 'looked' : 'queued';
    } catch {
      return 'failed';
    }
  };

  return async (sender, request) => {
    const secret = secrets[sender];
    return secret === undefined ? undefined : receive(sender, secret, request);
  };
}

/** A form of any web page can post every type but this one. */
const isPlainJson = ({ headers }: IncomingMessage): boolean =>
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '') &&
  (headers['content-encoding'] ?? 'identity') === 'identity';

/** undefined: it is a push to the branch. One of our own may leave out `ref`. */
function findIgnored(
  sender: WebhookSender,
  { headers, body }: Delivery,
  branch: string | undefined,
): DeliveryOutcome | undefined {
  const event = SENDERS[sender].readEvent(headers);
  if (event !== 'push') return event === 'ping' ? 'ping' : 'other-event';
  const push = parsePush(body);
  if (push === undefined || (push.ref === undefined && sender !== 'signed')) return 'malformed';
  const isFollowed =
    [undefined, 'HEAD'].includes(branch) || [undefined, `refs/heads/${branch}`].includes(push.ref);
  return isFollowed ? undefined : 'other-branch';
}

/** Of all that is in a delivery, the ref alone. undefined: it cannot be read */
function parsePush(body: string): { readonly ref: string | undefined } | undefined {
  try {
    const value: unknown = body === '' ? {} : JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const ref = 'ref' in value ? value.ref : undefined;
    return ref === undefined || typeof ref === 'string' ? { ref } : undefined;
  } catch {
    return undefined;
  }
}

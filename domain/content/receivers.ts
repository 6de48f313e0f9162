import { DateTime } from 'luxon';
import { defined } from '../shared/defined.ts';
import type { Frozen } from '../shared/freeze.ts';
import { hashValue } from '../shared/hash.ts';
import type { NOTIFIED_EVENTS, ReceiverEntry } from './schema/notify.ts';

export type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];

/** Where messages go. What is secret is in the environment variables that it names. */
export type NotificationTarget =
  | { readonly kind: 'discord' | 'slack'; readonly urlFrom: string }
  | {
      readonly kind: 'webhook';
      readonly url?: string;
      readonly urlFrom?: string;
      readonly secretFrom: string;
    }
  | { readonly kind: 'mail'; readonly to: string; readonly from: string; readonly smtpFrom: string };

/** One address, and what it is notified of. */
export type Receiver = {
  /** Eight hex digits, the same in each commit that names the same address. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly target: NotificationTarget;
  readonly events: readonly NotifiedEvent[];
  readonly digest?: Digest;
};

/** Every day at that time, `HH:mm`. */
type Digest = { readonly at: string; readonly timezone: string };

const ID_DIGITS = 8;

/** The receivers of `notify:`. Each mail address is one; an address that is named twice is notified of what either entry says. */
export function listReceivers(entries: Frozen<ReceiverEntry[]>): Receiver[] {
  const receivers = new Map<string, Receiver>();
  for (const { events, digest, ...entry } of entries)
    for (const target of listTargets(entry)) {
      const id = hashValue(target, ID_DIGITS);
      const known = receivers.get(id);
      receivers.set(id, {
        ...{ id, name: describeTarget(target), target },
        events: [...new Set([...(known?.events ?? []), ...events])],
        ...defined({ digest: known?.digest ?? digest }),
      });
    }
  return [...receivers.values()];
}

function listTargets({
  discord,
  slack,
  webhook,
  mail,
}: Frozen<Pick<ReceiverEntry, 'discord' | 'slack' | 'webhook' | 'mail'>>): NotificationTarget[] {
  if (discord !== undefined) return [{ kind: 'discord', ...discord }];
  if (slack !== undefined) return [{ kind: 'slack', ...slack }];
  if (webhook !== undefined) {
    const { url, urlFrom, secretFrom } = webhook;
    return [{ kind: 'webhook', secretFrom, ...defined({ url, urlFrom }) }];
  }
  if (mail === undefined) return [];
  const { to, from, smtpFrom } = mail;
  return to.map((address) => ({ kind: 'mail', to: address, from, smtpFrom }));
}

/** `Discord (SHOWRUNNER_NOTIFY_DISCORD)` */
function describeTarget(target: NotificationTarget): string {
  switch (target.kind) {
    case 'discord':
      return `Discord (${target.urlFrom})`;
    case 'slack':
      return `Slack (${target.urlFrom})`;
    case 'webhook':
      return `webhook (${target.url ?? target.urlFrom ?? ''})`;
    case 'mail':
      return `mail (${target.to})`;
  }
}

/** The first time of the digest after `after`, both in ms since 1970. */
export function findNextDigest({ at, timezone }: Digest, after: number): number {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const now = DateTime.fromMillis(after, { zone: timezone });
  const today = now.set({ hour, minute, second: 0, millisecond: 0 });
  const next = today > now ? today : today.plus({ days: 1 }).set({ hour, minute });
  return next.toMillis();
}

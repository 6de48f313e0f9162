import { expect, it } from 'vitest';
import { findNextDigest, listReceivers } from './receivers.ts';

const iso = (text: string): number => Date.parse(text);

it.each([
  ['2026-06-01T06:59:59Z', '2026-06-01T07:00:00Z'],
  ['2026-06-01T07:00:00Z', '2026-06-02T07:00:00Z'],
  // The clocks go back at night.
  ['2026-10-24T12:00:00Z', '2026-10-25T08:00:00Z'],
  ['2026-12-31T23:00:00Z', '2027-01-01T08:00:00Z'],
])('after %s the digest of 08:00 in London is at %s', (after, next) => {
  expect(findNextDigest({ at: '08:00', timezone: 'Europe/London' }, iso(after))).toBe(iso(next));
});

it('a time that the clocks skip comes an hour later, once', () => {
  const digest = { at: '02:30', timezone: 'Europe/Berlin' };
  const first = findNextDigest(digest, iso('2026-03-28T12:00:00Z'));
  expect(first).toBe(iso('2026-03-29T01:30:00Z'));
  expect(findNextDigest(digest, first)).toBe(iso('2026-03-30T00:30:00Z'));
});

it('each mail address is a receiver, and an address that is named twice is one', () => {
  const mail = {
    to: ['a@x.example', 'b@x.example'],
    from: 'c@x.example',
    smtpFrom: 'SHOWRUNNER_NOTIFY_SMTP',
  };
  const discord = { urlFrom: 'SHOWRUNNER_NOTIFY_DISCORD' };
  const receivers = listReceivers([
    { discord, events: ['live'] },
    { mail, events: ['needs-a-person'] },
    { discord, events: ['ended', 'live'], digest: { at: '08:00', timezone: 'UTC' } },
  ]);
  expect(receivers.map(({ name, events }) => [name, events])).toEqual([
    ['Discord (SHOWRUNNER_NOTIFY_DISCORD)', ['live', 'ended']],
    ['mail (a@x.example)', ['needs-a-person']],
    ['mail (b@x.example)', ['needs-a-person']],
  ]);
  expect(receivers[0]?.digest).toEqual({ at: '08:00', timezone: 'UTC' });
  expect(new Set(receivers.map(({ id }) => id)).size).toBe(3);
});

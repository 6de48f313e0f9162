import { describe, expect, it } from 'vitest';
import type { Notice } from '../../contract/notifications.ts';
import type { NotifiedEvent, Receiver } from '../../domain/content/receivers.ts';
import { applyReceivers } from './apply-receivers.ts';
import { composeNext, findDue } from './compose.ts';
import { parseNotice } from './parse-notice.ts';
import { receiveNotices, routeEvents } from './receive.ts';
import { recordDelivered, recordFailure } from './record-delivery.ts';
import { createState, type NotificationsState, type ReceiverState } from './state.ts';
import { describeState } from './status.ts';

const GROUPING = 30_000;
const HOUR = 3_600_000;
const EVERYTHING: readonly NotifiedEvent[] = ['needs-a-person', 'cured', 'live', 'ended', 'commit', 'quota'];

const receiver = (id: string, events = EVERYTHING): Receiver => ({
  ...{ id, name: `Discord (${id})`, events },
  target: { kind: 'discord', urlFrom: `SHOWRUNNER_NOTIFY_${id}` },
});

const need = (key: string, more: Partial<Notice> = {}): Notice => ({
  ...{ key, at: 1, commit: 'c1', event: 'needs-a-person', reason: 'edited' },
  ...{ subject: key, workflowId: `episode/${key}`, message: 'what to do' },
  ...more,
});
const cured = (key: string): Notice => need(key, { event: 'cured' });
const live = (key: string): Notice => need(key, { event: 'live', key: `${key} 1` });

function open(receivers: readonly Receiver[] = [receiver('A')], now = 0): NotificationsState {
  const state = createState();
  receive(state, [], now);
  applyReceivers(state, { receivers: receivers.map((one) => ({ receiver: one })) }, { commit: 'c1', now });
  return state;
}

/** As the workflow does it: the events are routed when the receivers are known. */
function receive(state: NotificationsState, notices: readonly Notice[], now: number): void {
  receiveNotices(state, notices, now);
  if (state.readCommit === state.wantedCommit) routeEvents(state);
  else if (state.receivers.length > 0)
    applyReceivers(
      state,
      { receivers: state.receivers.map(({ receiver: one }) => ({ receiver: one })) },
      { commit: state.wantedCommit, now },
    );
}

const at = (state: NotificationsState, index = 0): ReceiverState =>
  state.receivers[index] ?? expect.fail('no such receiver');

function compose(state: NotificationsState, now: number, index = 0) {
  const one = at(state, index);
  one.current ??= composeNext(state, one, { now, groupingMs: GROUPING, id: `id-${state.nextSeq}` });
  return one.current?.message;
}

/** Sends all that is due. */
function sendAll(state: NotificationsState, now: number, index = 0): string[] {
  const sent: string[] = [];
  for (
    let message = compose(state, now, index);
    message !== undefined;
    message = compose(state, now, index)
  ) {
    sent.push(
      `${message.about} ${message.notices.map(({ subject }) => subject).join(',')} (${message.total})`,
    );
    recordDelivered(state, at(state, index), now);
  }
  return sent;
}

describe('a need', () => {
  it('is sent once while it is open, and once that it is solved', () => {
    const state = open();
    receive(state, [need('a')], 0);
    expect(sendAll(state, GROUPING - 1)).toEqual([]);
    expect(sendAll(state, GROUPING)).toEqual(['needs-a-person a (1)']);
    receive(state, [need('a', { at: 9 }), need('a')], HOUR);
    expect(sendAll(state, 2 * HOUR)).toEqual([]);
    receive(state, [cured('a'), cured('a')], 2 * HOUR);
    expect(sendAll(state, 3 * HOUR)).toEqual(['cured a (1)']);
    expect(state.entries).toEqual([]);
    receive(state, [need('a')], 3 * HOUR);
    expect(sendAll(state, 4 * HOUR)).toEqual(['needs-a-person a (1)']);
  });

  it('that is solved before it was sent is not sent at all', () => {
    const state = open();
    receive(state, [need('a'), cured('a'), cured('b')], 0);
    expect(sendAll(state, HOUR)).toEqual([]);
    expect(state.entries).toEqual([]);
  });

  it('that comes back before its cure was sent is still open', () => {
    const state = open();
    receive(state, [need('a')], 0);
    sendAll(state, HOUR);
    receive(state, [cured('a'), need('a')], HOUR);
    expect(sendAll(state, 2 * HOUR)).toEqual([]);
    expect(describeState(state).open).toBe(1);
  });

  it('is solved while its message is on its way: both are sent', () => {
    const state = open();
    receive(state, [need('a')], 0);
    compose(state, HOUR);
    receive(state, [cured('a')], HOUR);
    recordDelivered(state, at(state), HOUR);
    expect(sendAll(state, 2 * HOUR)).toEqual(['cured a (1)']);
  });

  it('is sent again when it comes back, to whom gets no cures', () => {
    const state = open([receiver('A', ['needs-a-person'])]);
    receive(state, [need('a')], 0);
    sendAll(state, HOUR);
    receive(state, [cured('a')], HOUR);
    expect(state.entries).toEqual([]);
    receive(state, [need('a')], HOUR);
    expect(sendAll(state, 2 * HOUR)).toEqual(['needs-a-person a (1)']);
  });

  it('is sent to a receiver that is new', () => {
    const state = open();
    receive(state, [need('a')], 0);
    sendAll(state, HOUR);
    const both = [receiver('A'), receiver('B')].map((one) => ({ receiver: one }));
    applyReceivers(state, { receivers: both }, { commit: 'c2', now: HOUR });
    expect(sendAll(state, HOUR, 0)).toEqual([]);
    expect(sendAll(state, HOUR, 1)).toEqual(['needs-a-person a (1)']);
  });

  it('that is solved before a new receiver heard of it is not sent there', () => {
    const state = open();
    receive(state, [need('a')], 0);
    sendAll(state, HOUR);
    const both = [receiver('A'), receiver('B')].map((one) => ({ receiver: one }));
    applyReceivers(state, { receivers: both }, { commit: 'c2', now: HOUR });
    receive(state, [cured('a')], HOUR);
    expect(sendAll(state, 2 * HOUR, 1)).toEqual([]);
    expect(sendAll(state, 2 * HOUR, 0)).toEqual(['cured a (1)']);
  });
});

describe('many at once', () => {
  const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `e${index}`);

  it('of one reason are one message with a count and the first ones; up to five are sent one by one', () => {
    const state = open();
    receive(state, [...keys(300).map((key) => need(key)), need('x', { reason: 'overdue' })], 0);
    const [first, ...rest] = sendAll(state, GROUPING);
    expect(first).toBe(`needs-a-person ${keys(10).join(',')} (300)`);
    expect(rest).toEqual(['needs-a-person x (1)']);
    receive(state, [...keys(5).map(cured), live('a')], HOUR);
    expect(sendAll(state, 2 * HOUR)).toEqual([...keys(5).map((key) => `cured ${key} (1)`), 'live a (1)']);
  });

  it('keep their order, whatever they are', () => {
    const state = open();
    receive(state, [live('a'), need('b'), need('a', { event: 'ended' }), need('c', { reason: 'paused' })], 0);
    receive(state, [need('c1', { event: 'commit', count: 2 })], 1);
    receive(state, [live('a')], 2);
    expect(sendAll(state, HOUR)).toEqual([
      'live a (1)',
      'needs-a-person b (1)',
      'ended a (1)',
      'needs-a-person c (1)',
      'commit c1 (1)',
    ]);
  });

  it('are bounded: more are only counted, and the state stays below what a payload may be', () => {
    const state = open();
    const long = 'x'.repeat(600);
    receive(
      state,
      keys(3000).map((key) => need(key, { message: long, title: long.slice(0, 300) })),
      0,
    );
    const { open: listed, unlisted } = describeState(state);
    expect(listed + unlisted).toBe(3000);
    expect(listed).toBeGreaterThan(300);
    expect(JSON.stringify(state).length).toBeLessThan(600_000);
  });
});

describe('a receiver that cannot be reached', () => {
  const failure = { delivered: false, why: 'it answered 500', unknownOutcome: false, final: false } as const;
  const fail = (state: NotificationsState, now: number, more: object = {}, index = 0): void =>
    recordFailure(state, at(state, index), {
      failure: { ...failure, ...more },
      ...{ now, firstRetryMs: 5000 },
    });
  const two = () => open([receiver('A'), receiver('B', ['needs-a-person', 'cured'])]);

  it('is tried again later and later, and after an hour the others are notified of it, once; then that it is solved', () => {
    const state = two();
    receive(state, [need('a')], 0);
    const delays: number[] = [];
    let now = GROUPING;
    while (describeState(state).needs.length === 0) {
      compose(state, now);
      fail(state, now);
      const next = at(state).failing?.nextTryAt ?? 0;
      delays.push(next - now);
      now = next;
    }
    expect(delays).toEqual([5000, 20_000, 80_000, 320_000, 1_280_000, HOUR, HOUR]);
    expect(sendAll(state, now, 1)).toEqual(['needs-a-person a (1)', 'needs-a-person Discord (A) (1)']);
    compose(state, now);
    fail(state, now);
    expect(sendAll(state, now + HOUR, 1)).toEqual([]);
    expect(describeState(state).needs).toEqual([
      expect.objectContaining({ reason: 'notify', message: expect.stringContaining('Discord (A)') }),
    ]);
    expect(sendAll(state, now)).toEqual(['needs-a-person a (1)']);
    expect(describeState(state).needs).toEqual([]);
    expect(sendAll(state, now + HOUR, 1)).toEqual(['cured Discord (A) (1)']);
  });

  it('is on the list at once when only a person can change it, and waits as long as it asks', () => {
    const state = two();
    receive(state, [need('a')], 0);
    compose(state, HOUR);
    fail(state, HOUR, { final: true });
    expect(describeState(state).needs).toHaveLength(1);
    expect(at(state).failing?.nextTryAt).toBe(7 * HOUR);
    compose(state, HOUR, 1);
    fail(state, HOUR, { retryAfterMs: 1500 }, 1);
    expect(at(state, 1).failing?.nextTryAt).toBe(HOUR + 1500);
    receive(state, [need('b', { commit: 'c2' })], HOUR + 1);
    expect(at(state).failing?.nextTryAt).toBe(HOUR + 1);
  });

  it('gets a message that may have arrived as it was, and any other as things are by then', () => {
    const state = open();
    receive(state, [need('a')], 0);
    const first = compose(state, HOUR);
    fail(state, HOUR, { unknownOutcome: true });
    receive(state, [cured('a'), need('b')], HOUR);
    expect(compose(state, 2 * HOUR)).toEqual(first);
    fail(state, 2 * HOUR);
    expect(sendAll(state, 3 * HOUR)).toEqual(['needs-a-person b (1)']);
  });

  it('that is not named any more is forgotten', () => {
    const state = two();
    receive(state, [need('a')], 0);
    fail(state, HOUR, { final: true });
    sendAll(state, HOUR, 1);
    applyReceivers(state, { receivers: [{ receiver: receiver('B') }] }, { commit: 'c2', now: HOUR });
    expect(describeState(state).needs).toEqual([]);
    expect(sendAll(state, 2 * HOUR)).toEqual([]);
  });

  it('stays as it was while there is no usable academy.yaml', () => {
    const state = open();
    applyReceivers(state, {}, { commit: 'broken', now: 0 });
    expect(state.receivers).toHaveLength(1);
  });
});

describe('the digest', () => {
  const digest = { at: '08:00', timezone: 'UTC' };
  const daily: Receiver = { ...receiver('A', []), digest };
  const read = (state: NotificationsState, nextDigestAt: number, now: number): void =>
    applyReceivers(state, { receivers: [{ receiver: daily, nextDigestAt }] }, { commit: 'c1', now });

  it('says once what needs a person, sent or not, and how much happened', () => {
    const state = open([daily]);
    read(state, 24 * HOUR, 0);
    receiveNotices(state, [need('a'), need('b'), live('c'), cured('b')], HOUR);
    read(state, 24 * HOUR, HOUR);
    expect(findDue(state, at(state), GROUPING)).toBe(24 * HOUR);
    expect(compose(state, 24 * HOUR - 1)).toBeUndefined();
    const message = compose(state, 25 * HOUR);
    expect(message).toMatchObject({
      ...{ about: 'digest', total: 1 },
      happened: { since: 0, counts: { 'needs-a-person': 2, cured: 1, live: 1 } },
    });
    receiveNotices(state, [need('d')], 25 * HOUR);
    recordDelivered(state, at(state), 25 * HOUR);
    expect(state.readAt).toBe(25 * HOUR);
    read(state, 48 * HOUR, 25 * HOUR);
    expect(compose(state, 26 * HOUR)).toBeUndefined();
    expect(compose(state, 48 * HOUR)).toMatchObject({
      total: 2,
      happened: { since: 25 * HOUR, counts: { 'needs-a-person': 1, live: 0 } },
    });
  });

  it('that was missed is sent late, once', () => {
    const state = open([daily]);
    read(state, 24 * HOUR, 0);
    read(state, 72 * HOUR, 60 * HOUR);
    expect(sendAll(state, 60 * HOUR)).toEqual(['digest  (0)']);
  });
});

describe('what a signal may hold', () => {
  it.each([null, 7, 'text', [], {}, { ...need('a'), event: 'other' }, { ...need('a'), at: 'now' }])(
    '%j is no notice',
    (value) => {
      expect(parseNotice(value)).toBeUndefined();
    },
  );

  it('is cut to what is stored; a command is whole or absent', () => {
    const notice = parseNotice({
      ...need('a'),
      ...{ message: '\u{1f600}'.repeat(900), reason: 'no such', command: ['x'.repeat(301)], more: 1 },
    });
    expect(notice).toEqual({
      ...{ key: 'a', at: 1, commit: 'c1', event: 'needs-a-person', subject: 'a', workflowId: 'episode/a' },
      message: `${'\u{1f600}'.repeat(299)}…`,
    });
  });
});

import type { Notice } from '../../contract/notifications.ts';
import type { NotedNeed, NotificationsState, PendingEvent } from './state.ts';

/** So many things can need a person at once before more are only counted. Together under 1 MB: a payload has at most 2. */
const MAX_ENTRIES = 1000;
const MAX_CHARACTERS = 500_000;
const MAX_RECENT = 500;
/** Waiting for one receiver: older ones are dropped. */
const MAX_EVENTS = 100;

/** Takes notices in. The same one again, or one that says nothing new, changes nothing. */
export function receiveNotices(state: NotificationsState, notices: readonly Notice[], now: number): void {
  let characters = JSON.stringify(state.entries).length;
  for (const notice of notices) {
    state.wantedCommit = notice.commit;
    if (notice.event === 'needs-a-person') {
      openNeed(state, notice, { now, characters });
      characters += JSON.stringify(notice).length;
    } else if (notice.event === 'cured') cureNeed(state, notice.key, now);
    else receiveEvent(state, notice, now);
  }
}

/** A known need takes the newest words; one that was cured and not sent yet is simply open again. `characters`: of all needs. */
export function openNeed(
  state: NotificationsState,
  notice: Notice,
  { now, characters }: { readonly now: number; readonly characters: number },
): void {
  const known = findEntry(state, notice.key);
  if (known !== undefined) {
    known.notice = notice;
    known.cured = undefined;
    return;
  }
  if (state.entries.length >= MAX_ENTRIES || characters > MAX_CHARACTERS) {
    state.unlisted += 1;
    return;
  }
  state.entries.push({ notice, seq: takeSeq(state), arrivedAt: now, notified: [] });
  countForDigests(state, 'needs-a-person');
}

/** Nothing is said of a need that no receiver was notified of. */
export function cureNeed(state: NotificationsState, key: string, now: number): void {
  const entry = findEntry(state, key);
  if (entry === undefined || entry.cured !== undefined) return;
  entry.cured = { seq: takeSeq(state), arrivedAt: now };
  entry.notified = entry.notified.filter((id) => wantsCured(state, id));
  countForDigests(state, 'cured');
  dropNotified(state);
}

/** Forgets the cured needs of which there is nothing left to say. */
export function dropNotified(state: NotificationsState): void {
  state.entries = state.entries.filter(
    ({ cured, notified, notice }) =>
      cured === undefined || notified.length > 0 || isBeingNotified(state, notice.key),
  );
}

/** Who gets no cures is notified again when it comes back. */
export const wantsCured = ({ receivers }: NotificationsState, id: string): boolean =>
  receivers.some(({ receiver }) => receiver.id === id && receiver.events.includes('cured'));

const isBeingNotified = ({ receivers }: NotificationsState, key: string): boolean =>
  receivers.some(({ current }) => current?.keys.includes(key));

function receiveEvent(state: NotificationsState, notice: Notice, now: number): void {
  const key = `${notice.event} ${notice.key}`;
  if (state.recent.includes(key)) return;
  state.recent = [...state.recent, key].slice(-MAX_RECENT);
  state.unrouted = [...state.unrouted, { notice, seq: takeSeq(state), arrivedAt: now }].slice(-MAX_EVENTS);
}

/** Gives the events to those who want them, once it is known who they are. */
export function routeEvents(state: NotificationsState): void {
  for (const event of state.unrouted) {
    countForDigests(state, event.notice.event);
    for (const one of state.receivers)
      if (one.receiver.events.includes(event.notice.event)) one.events = addEvent(one.events, event);
  }
  state.unrouted = [];
}

const addEvent = (events: readonly PendingEvent[], event: PendingEvent): PendingEvent[] =>
  [...events, event].slice(-MAX_EVENTS);

function countForDigests({ receivers }: NotificationsState, event: Notice['event']): void {
  for (const one of receivers)
    if (one.receiver.digest !== undefined)
      one.happened = { ...one.happened, [event]: (one.happened[event] ?? 0) + 1 };
}

const findEntry = ({ entries }: NotificationsState, key: string): NotedNeed | undefined =>
  entries.find(({ notice }) => notice.key === key);

function takeSeq(state: NotificationsState): number {
  state.nextSeq += 1;
  return state.nextSeq - 1;
}

import { parseXml, XmlElement } from '@rgrove/parse-xml';
import ICAL from 'ical.js';
import { describe, expect, it, test } from 'vitest';
import { describeInvitation, renderInvitationText } from '../../../domain/render/export/invitation.ts';
import { renderPublicCatalog } from '../../../domain/render/export/public-catalog.ts';
import type { PublicCatalog } from '../../../domain/render/export/schema.ts';
import { printable, printableLines } from '../../../domain/shared/media/printable.ts';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { findInvisible, HOSTILE } from '../../../test/support/hostile.ts';
import { renderCalendar, renderInvitation } from './calendar.ts';
import { renderFeed } from './feed.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');

const CATALOG = buildCatalog({
  shows: { talks: { timezone: 'Europe/London', hosts: ['ada'] } },
  guests: {
    ada: { name: 'Ada Quill' },
    bob: { name: 'Bob Ink', timezone: 'America/New_York', role: 'Engineer', of: 'Inks' },
    eve: { name: 'Eve Stone', listed: false },
  },
  episodes: {
    'talks/winter': {
      title: 'Winter, snow; ice',
      show: 'talks',
      visibility: 'public',
      scheduledFor: '2026-12-10T18:00:00Z',
      duration: '90m',
      guests: ['bob', 'eve'],
      description: 'First line.\n\nSecond, with a \\ and a very long line: '.padEnd(200, 'é'),
    },
    'talks/summer': { show: 'talks', visibility: 'public', scheduledFor: '2027-07-08T17:00:00Z' },
    'talks/private': { show: 'talks', visibility: 'private', scheduledFor: '2027-07-09T17:00:00Z' },
  },
});
const { value: EXPORTED } = renderPublicCatalog({ catalog: CATALOG });
const [WINTER] = EXPORTED.episodes;
if (WINTER === undefined) throw new Error('no episode');

/** Read back by another library. */
function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)),
  };
}

const withText = (text: string): PublicCatalog => ({
  ...EXPORTED,
  academy: { ...EXPORTED.academy, name: text },
  shows: [{ id: 'talks', name: text, hosts: [], episodes: [] }],
  episodes: [{ ...WINTER, title: text, description: `${text}\n${text}` }],
});

describe('a calendar', () => {
  const { calendar, events } = readCalendar(renderCalendar({ catalog: EXPORTED, name: 'Talks', now: NOW }));

  it('has each public episode once, at its time, which any time zone can show', () => {
    expect(
      events.map(({ uid, startDate, endDate }) => [
        uid,
        startDate.toJSDate().toISOString(),
        endDate.toJSDate().toISOString(),
      ]),
    ).toEqual([
      ['talks/winter@UCxxxxxxxxxxxxxxxxxxxxxx', '2026-12-10T18:00:00.000Z', '2026-12-10T19:30:00.000Z'],
      ['talks/summer@UCxxxxxxxxxxxxxxxxxxxxxx', '2027-07-08T17:00:00.000Z', '2027-07-08T18:00:00.000Z'],
    ]);
    expect(events[0]?.startDate.zone.tzid).toBe('UTC');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Talks');
    expect(calendar.getFirstPropertyValue('refresh-interval')?.toString()).toBe('PT6H');
  });

  it('has titles, texts and addresses as they are', () => {
    expect(events[0]?.summary).toBe('Winter, snow; ice');
    expect(events[0]?.description).toBe(`${WINTER.description}\n\n${WINTER.url}`);
    expect(`${events[0]?.component.getFirstPropertyValue('url')}`).toBe(WINTER.url);
  });

  it('keeps to 75 bytes a line, with the line ends of the format', () => {
    const lines = renderCalendar({ catalog: EXPORTED, name: 'Talks', now: NOW }).split('\r\n');
    expect(lines.filter((line) => line.includes('\n') || Buffer.byteLength(line) > 75)).toEqual([]);
  });

  it.each(HOSTILE)('takes %j as text', (text) => {
    const written = renderCalendar({ catalog: withText(text), name: text, now: NOW });
    expect(findInvisible(written.replaceAll('\r\n', ''))).toEqual([]);
    const read = readCalendar(written);
    expect(read.events).toHaveLength(1);
    expect(read.events[0]?.summary).toBe(printable(text));
    expect(read.events[0]?.description).toBe(`${printableLines(`${text}\n${text}`)}\n\n${WINTER.url}`);
  });
});

describe('an invitation', () => {
  const invitationOf = (id: string, guest: 'bob' | 'eve', timezone?: string) => {
    const record = CATALOG.guests[guest];
    if (record === undefined) throw new Error('no guest');
    return describeInvitation(CATALOG, { episode: episodeOf(CATALOG, id), guest: record, timezone });
  };

  it('says the time where the guest is, the link, and who else is there', () => {
    expect(renderInvitationText(invitationOf('talks/winter', 'bob'))).toBe(`Hello Bob Ink,

you are in this stream:

Winter, snow; ice
Thursday, 10 December 2026, 13:00-14:30 EST (America/New_York), which is 18:00-19:30 UTC
Watch: https://academy.example/watch/talks/winter

With you:
- Ada Quill

Example Academy`);
    expect(renderInvitationText(invitationOf('talks/summer', 'bob', 'Europe/Berlin'))).toContain(
      'Thursday, 8 July 2027, 19:00-20:00 GMT+2 (Europe/Berlin), which is 17:00-18:00 UTC',
    );
  });

  it('of a guest who asked to be left out names that guest to nobody else', () => {
    const text = renderInvitationText(invitationOf('talks/winter', 'eve'));
    expect(text).toContain('Hello Eve Stone,');
    expect(text).toContain('- Bob Ink, Engineer at Inks');
    expect(text).toContain('18:00-19:30 GMT (Europe/London)');
    expect(renderInvitationText(invitationOf('talks/winter', 'bob'))).not.toContain('Eve');
  });

  const write = (isCancelled: boolean, now = NOW) =>
    readCalendar(
      renderInvitation({
        uid: 'a',
        title: 'T',
        text: 'one\ntwo',
        start: '2026-12-10T18:00:00Z',
        end: '2026-12-10T19:30:00Z',
        url: 'https://academy.example/watch/a',
        isCancelled,
        now,
      }),
    );

  it('is an event with a reminder, and a later one replaces it', () => {
    const { calendar, events } = write(false);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(events[0]).toMatchObject({ summary: 'T', description: 'one\ntwo' });
    const alarm = events[0]?.component.getFirstSubcomponent('valarm');
    expect(alarm?.getFirstPropertyValue('trigger')?.toString()).toBe('-PT30M');
    const later = write(false, NOW + 3_600_000);
    expect(Number(later.events[0]?.sequence)).toBeGreaterThan(Number(events[0]?.sequence));
  });

  it('of a stream that was called off takes it out again', () => {
    const { calendar, events } = write(true);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(events[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });
});

const children = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement =>
      child instanceof XmlElement && (name === undefined || child.name === name),
  );
const textOf = (element: XmlElement, name: string): string | undefined => children(element, name)[0]?.text;

/** What RSS 2.0 and the best practices of its board ask for. */
function checkFeed(text: string): XmlElement[] {
  const { root } = parseXml(text, { preserveCdata: true });
  if (root === null || root.name !== 'rss' || root.attributes['version'] !== '2.0')
    throw new Error('no feed');
  const [channel, ...more] = children(root);
  if (channel?.name !== 'channel' || more.length > 0) throw new Error('one channel');
  for (const name of ['title', 'link', 'description']) expect(textOf(channel, name), name).toBeTruthy();
  expect(URL.canParse(textOf(channel, 'link') ?? '')).toBe(true);
  const items = children(channel, 'item');
  for (const item of items) {
    const known = ['title', 'link', 'description', 'category', 'guid', 'pubDate'];
    expect(children(item).filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(textOf(item, 'title') ?? textOf(item, 'description')).toBeTruthy();
    expect(URL.canParse(textOf(item, 'link') ?? '')).toBe(true);
    expect(children(item, 'guid')[0]?.attributes).toEqual({ isPermaLink: 'false' });
    const date = textOf(item, 'pubDate') ?? '';
    expect(date).toMatch(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
    expect(Number.isNaN(Date.parse(date))).toBe(false);
  }
  const guids = items.map((item) => textOf(item, 'guid'));
  expect(new Set(guids).size).toBe(guids.length);
  return items;
}

describe('a feed', () => {
  it('is valid, newest first, and names itself', () => {
    const address = 'https://academy.example/feed?a=1&b="2"';
    const text = renderFeed({ catalog: EXPORTED, title: 'Talks & more', address, now: NOW });
    const items = checkFeed(text);
    expect(items.map((item) => textOf(item, 'guid'))).toEqual([
      'talks/summer@UCxxxxxxxxxxxxxxxxxxxxxx',
      'talks/winter@UCxxxxxxxxxxxxxxxxxxxxxx',
    ]);
    expect(items.map((item) => textOf(item, 'link'))).toEqual([
      'https://academy.example/watch/talks/summer',
      'https://academy.example/watch/talks/winter',
    ]);
    const channel = parseXml(text).root?.children.find((child) => child instanceof XmlElement);
    const self = channel instanceof XmlElement ? children(channel, 'atom:link')[0] : undefined;
    expect(self?.attributes).toMatchObject({ rel: 'self', href: new URL(address).href });
  });

  it.each(HOSTILE)('takes %j as text', (text) => {
    const written = renderFeed({ catalog: withText(text), title: text, now: NOW });
    expect(findInvisible(written.replaceAll('\n', ''))).toEqual([]);
    const [item, ...more] = checkFeed(written);
    expect(more).toEqual([]);
    if (item === undefined) throw new Error('no item');
    // As HTML, which a reader may take it for, it has no element but our line ends.
    expect(textOf(item, 'title')).not.toMatch(/[<>]/);
    expect(textOf(item, 'description')?.replaceAll('<br>', '')).not.toMatch(/[<>]/);
  });
});

test('what is not public is in none of them', () => {
  const calendar = renderCalendar({ catalog: EXPORTED, name: 'Talks', now: NOW });
  const feed = renderFeed({ catalog: EXPORTED, title: 'Talks', now: NOW });
  for (const text of [calendar, feed]) expect(text).not.toMatch(/private|Eve/);
});

import icalendar, {
  ICalAlarmType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import type { PublicCatalog, PublicEpisode } from '../../../domain/render/export/schema.ts';
import { printable, printableLines } from '../../../domain/shared/media/printable.ts';

type Input = {
  readonly catalog: PublicCatalog;
  readonly name: string;
  /** ms since 1970 */
  readonly now: number;
};

const PRODUCT = { company: 'Showrunner', product: 'showrunner', language: 'EN' };
/** How often a program should look again, in seconds. */
const HOURS_6 = 6 * 3600;
const HALF_HOUR = 1800;

/** A calendar to subscribe to (iCalendar, RFC 5545): an event for each episode that has a start, with times in UTC. */
export function renderCalendar({ catalog, name, now }: Input): string {
  const calendar = icalendar({ name: calendarName(name), prodId: PRODUCT, ttl: HOURS_6 });
  for (const episode of catalog.episodes) {
    const { start, end } = episode;
    if (start !== undefined && end !== undefined)
      calendar.createEvent({
        ...describeEvent(episode, { start, end, channelId: catalog.academy.channelId, now }),
        status: ICalEventStatus.CONFIRMED,
      });
  }
  return calendar.toString();
}

/** The library escapes a quote here, which the format does not know. */
const calendarName = (name: string): string => printable(name).replaceAll('"', '\u201d');

type Invited = {
  readonly uid: string;
  readonly title: string;
  /** Lines of text. */
  readonly text: string;
  /** ISO 8601, UTC */
  readonly start: string;
  readonly end: string;
  readonly url: string | undefined;
  readonly isCancelled: boolean;
  /** ms since 1970: a later invitation replaces an earlier one. */
  readonly now: number;
};

const MINUTE_MS = 60_000;

/** One appointment that a person adds to their own calendar; of a cancelled episode, one that takes it out again. */
export function renderInvitation({ uid, title, text, start, end, url, isCancelled, now }: Invited): string {
  const calendar = icalendar({
    prodId: PRODUCT,
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: printable(uid),
    summary: printable(title),
    description: printableLines(text),
    start: new Date(start),
    end: new Date(end),
    stamp: new Date(now),
    sequence: Math.floor(now / MINUTE_MS),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(url === undefined ? {} : { url: new URL(url).href }),
  });
  if (!isCancelled) event.createAlarm({ type: ICalAlarmType.display, triggerBefore: HALF_HOUR });
  return calendar.toString();
}

/** The same for every program, whatever the episode's title. */
export const eventId = (episodeId: string, channelId: string): string => `${episodeId}@${channelId}`;

type Times = {
  readonly start: string;
  readonly end: string;
  readonly channelId: string;
  readonly now: number;
};

function describeEvent(episode: PublicEpisode, { start, end, channelId, now }: Times): ICalEventData {
  const link = episode.watchUrl ?? episode.url;
  const text = [episode.description, link].filter((part) => part !== undefined).join('\n\n');
  return {
    id: eventId(episode.id, channelId),
    summary: printable(episode.title),
    description: printableLines(text),
    start: new Date(start),
    end: new Date(end),
    stamp: new Date(now),
    ...(link === undefined ? {} : { url: new URL(link).href }),
  };
}

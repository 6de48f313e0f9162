import { DateTime } from 'luxon';
import type { Catalog, Episode, Guest } from '../../content/catalog/records.ts';
import { formatEpisodeUrl } from '../description/marker.ts';
import { collectParts } from '../description/parts.ts';
import { findGuest, type Person } from '../description/people.ts';
import { endOf } from '../desired.ts';
import { renderEpisode } from '../rendering.ts';

/** What a guest learns about an episode. */
export type Invitation = {
  readonly episodeId: string;
  readonly academy: string;
  readonly title: string;
  /** The guest's name. */
  readonly guest: string;
  readonly others: readonly Person[];
  /** ISO 8601, UTC */
  readonly start: string;
  readonly end: string;
  /** The guest's, IANA. */
  readonly zone: string;
  readonly url: string | undefined;
  readonly isCancelled: boolean;
};

type Wanted = {
  readonly episode: Episode;
  readonly guest: Guest;
  /** Undefined: the guest's, else the show's. */
  readonly timezone: string | undefined;
};

/** Who else is there, without anybody who asked to be left out; a start is needed. */
export function describeInvitation(catalog: Catalog, { episode, guest, timezone }: Wanted): Invitation {
  const show = catalog.shows[episode.show ?? ''];
  const { hosts, guests } = collectParts(catalog, episode, show);
  const start = episode.start ?? '';
  const rendering = renderEpisode(catalog, episode);
  return {
    episodeId: episode.id,
    academy: catalog.academy.name,
    title: 'desired' in rendering ? rendering.desired.title : episode.title,
    guest: guest.name,
    others: [...hosts, ...guests].filter(({ id }) => id !== guest.id),
    start,
    end: plannedEnd(catalog, episode) ?? start,
    zone: timezone ?? guest.timezone ?? show?.timezone ?? 'UTC',
    url: findAddress(catalog, episode),
    isCancelled: episode.status === 'cancelled',
  };
}

/** The video, if the file names it, else the episode's page. */
function findAddress({ academy }: Catalog, { id, youtube }: Episode): string | undefined {
  if (youtube?.videoId !== undefined) return `https://www.youtube.com/watch?v=${youtube.videoId}`;
  return academy.episodeUrl === undefined ? undefined : formatEpisodeUrl(academy, id);
}

/** Whether somebody is a guest or a host. */
export const isInEpisode = (catalog: Catalog, episode: Episode, guest: Guest): boolean =>
  [
    ...episode.guests.map(({ id }) => id),
    ...(episode.hosts ?? catalog.shows[episode.show ?? '']?.hosts ?? []),
  ].some((id) => findGuest(catalog, id)?.id === guest.id);

const DEFAULT_DURATION = 3600;

/** ISO 8601, UTC; undefined without a start. */
export const plannedEnd = ({ shows }: Catalog, { start, duration, show }: Episode): string | undefined =>
  endOf({
    start,
    durationSeconds: duration ?? shows[show ?? '']?.defaults?.duration ?? DEFAULT_DURATION,
  });

/** The invitation as a text of several lines. */
export function renderInvitationText(invitation: Invitation): string {
  const { guest, title, academy, others, url, isCancelled } = invitation;
  const lead = isCancelled ? 'this stream was called off:' : 'you are in this stream:';
  return [
    `Hello ${guest},`,
    '',
    lead,
    '',
    title,
    renderTimes(invitation),
    ...(url === undefined || isCancelled ? [] : [`Watch: ${url}`]),
    ...(others.length === 0 ? [] : ['', 'With you:', ...others.map(renderPerson)]),
    '',
    academy,
  ].join('\n');
}

/** `Thursday, 10 December 2026, 13:00-14:30 EST (America/New_York), which is 18:00-19:30 UTC` */
function renderTimes({ start, end, zone }: Invitation): string {
  const local = renderSpan(start, end, zone, 'cccc, d LLLL yyyy, HH:mm');
  const name = DateTime.fromISO(start, { zone }).setLocale('en').toFormat('ZZZZ');
  if (zone === 'UTC') return `${local} UTC`;
  return `${local} ${name} (${zone}), which is ${renderSpan(start, end, 'UTC', 'HH:mm')} UTC`;
}

function renderSpan(start: string, end: string, zone: string, format: string): string {
  const read = (iso: string): DateTime => DateTime.fromISO(iso, { zone }).setLocale('en');
  return `${read(start).toFormat(format)}-${read(end).toFormat('HH:mm')}`;
}

function renderPerson({ name, role, of, as }: Person): string {
  const work = [role, of].filter((fact) => fact !== undefined).join(' at ');
  return `- ${name}${work === '' ? '' : `, ${work}`}${as === undefined ? '' : ` (${as})`}`;
}

import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { streamOf } from '../../render/streams.ts';
import { compareTexts } from '../../shared/problem.ts';
import { findDay, findLocalTime } from '../../shared/start-time.ts';
import { formatDay, listWeek } from './days.ts';

/** An episode of a week; `day` and `time` in one time zone, whatever the zone of its show. */
export type WeekEntry = {
  readonly id: string;
  readonly day: string;
  readonly time: string;
  readonly stream?: string;
  readonly status: Episode['status'];
};

/** Every episode of every show in the week of a day, Monday to Sunday, that is not called off. */
export function findWeek(catalog: Catalog, day: string, zone: string): readonly WeekEntry[] {
  const days = new Set(listWeek(day));
  return Object.values(catalog.episodes)
    .flatMap((episode): WeekEntry[] => {
      const { id, start, status } = episode;
      if (start === undefined || status === 'cancelled') return [];
      const on = findDay({ start }, zone) ?? '';
      if (!days.has(on)) return [];
      const stream = streamOf(catalog, episode);
      return [{ id, day: on, time: findLocalTime(start, zone), status, ...(stream && { stream }) }];
    })
    .toSorted((a, b) => compareTexts(`${a.day}${a.time}${a.id}`, `${b.day}${b.time}${b.id}`));
}

/** A line for each: day, time, stream, id, and whether it is new or a draft. */
export function renderWeek(entries: readonly WeekEntry[], created: ReadonlySet<string>): string[] {
  const width = Math.max(...entries.map(({ stream = '' }) => stream.length));
  return entries.map(({ id, day, time, stream = '', status }) => {
    const notes = [...(created.has(id) ? ['new'] : []), ...(status === 'draft' ? ['draft'] : [])];
    const note = notes.length === 0 ? '' : `  (${notes.join(', ')})`;
    return `${formatDay(day)} ${time}  ${width === 0 ? '' : `${stream.padEnd(width)}  `}${id}${note}`;
  });
}

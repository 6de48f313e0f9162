import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findStart } from '../../shared/start-time.ts';
import { type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

const DEFAULT_DURATION = 3600;

type Slot = {
  readonly entry: Entry<'episode'>;
  readonly stream: string;
  readonly from: number;
  readonly to: number;
};

/** One encoder sends one picture: two broadcasts at the same time on one ingestion stream would show the same one; for `live` only. */
export const overlappingStreams: Rule = (draft) => {
  const slots = listSlots(draft).toSorted(
    (a, b) => a.from - b.from || (a.entry.path < b.entry.path ? -1 : 1),
  );
  const latest = new Map<string, Slot>();
  return slots.flatMap((slot): Problem[] => {
    const before = latest.get(slot.stream);
    if (before === undefined || before.to < slot.to) latest.set(slot.stream, slot);
    return before === undefined || before.to <= slot.from ? [] : [toProblem(slot, before)];
  });
};

function toProblem({ entry, stream }: Slot, before: Slot): Problem {
  const key = ['scheduledFor'];
  const end = new Date(before.to).toISOString().replace('.000Z', 'Z');
  const expected = `a start when stream "${stream}" is free`;
  const message = describeFault(key, expected, `${before.entry.path} on it until ${end}`);
  return recordProblem(entry, { key, code: 'streams-overlap', message });
}

function listSlots({ shows, episodes }: Draft): Slot[] {
  const known = new Map(shows.map(({ id, record }) => [id, record]));
  return episodes.flatMap((entry) => {
    const { record } = entry;
    const show = known.get(record.show ?? '');
    const stream = record.stream ?? show?.defaults?.stream;
    const start = findStart(record, show?.timezone);
    if (record.status !== 'scheduled' || stream === undefined) return [];
    if (start === undefined || !('start' in start)) return [];
    const from = Date.parse(start.start);
    const seconds = record.duration ?? show?.defaults?.duration ?? DEFAULT_DURATION;
    return [{ entry, stream, from, to: from + seconds * 1000 }];
  });
}

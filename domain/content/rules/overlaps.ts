import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findStart } from '../../shared/start-time.ts';
import { type ClaimRule, type Draft, type Entry, recordProblem } from './draft.ts';

const DEFAULT_DURATION = 3600;

type Slot = {
  readonly entry: Entry<'episode'>;
  readonly stream: string;
  readonly from: number;
  readonly to: number;
};
type Overlap = readonly [before: Slot, after: Slot];

/**
 * One encoder sends one picture: two broadcasts at the same time on one ingestion stream would show the same one. Both files stay in
 * use, and the one that had its time first has no problem. A stream that had ended when the commit was made does not count.
 */
export const overlappingStreams: ClaimRule = (draft, rejected, firstClaimants) =>
  findOverlaps(draft, rejected).map((overlap) => {
    const [before, after] = overlap;
    const isLate = firstClaimants.get(nameOf(overlap)) === after.entry.path;
    return isLate ? toProblem(before, after) : toProblem(after, before);
  });

/** The overlaps by name, with the paths of the two files. */
export const listOverlaps = (
  draft: Draft,
  rejected: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    findOverlaps(draft, rejected).map((overlap) => [nameOf(overlap), overlap.map(({ entry }) => entry.path)]),
  );

const PREFIX = 'times of ';
const nameOf = (overlap: Overlap): string =>
  `${PREFIX}${overlap
    .map(({ entry }) => entry.path)
    .sort()
    .join(' and ')}`;

/** Whether a contested name is an overlap: each file then claims its own time. */
export const isOverlap = (name: string): boolean => name.startsWith(PREFIX);

/** What a file claims of an encoder: as long as this is the same, it has had its time. */
export const nameTime = ({ show, stream, scheduledFor, duration }: Entry<'episode'>['record']): string =>
  JSON.stringify([show, stream, scheduledFor, duration]);

function findOverlaps(draft: Draft, rejected: ReadonlySet<string>): readonly Overlap[] {
  const slots = listSlots(draft, rejected).toSorted(
    (a, b) => a.from - b.from || (a.entry.path < b.entry.path ? -1 : 1),
  );
  const latest = new Map<string, Slot>();
  return slots.flatMap((slot): Overlap[] => {
    const before = latest.get(slot.stream);
    if (before === undefined || before.to < slot.to) latest.set(slot.stream, slot);
    return before === undefined || before.to <= slot.from ? [] : [[before, slot]];
  });
}

function toProblem({ entry, stream }: Slot, { entry: other, from, to }: Slot): Problem {
  const key = ['scheduledFor'];
  const found = `${other.path} on it from ${renderTime(from)} to ${renderTime(to)}`;
  const message = describeFault(key, `a start when stream "${stream}" is free`, found);
  return recordProblem(entry, { key, code: 'streams-overlap', message });
}

const renderTime = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

function listSlots({ shows, episodes, now }: Draft, rejected: ReadonlySet<string>): Slot[] {
  const known = new Map(shows.map(({ id, record }) => [id, record]));
  return episodes.flatMap((entry) => {
    const { record } = entry;
    const show = known.get(record.show ?? '');
    const stream = record.stream ?? show?.defaults?.stream;
    const start = findStart(record, show?.timezone);
    if (record.kind !== 'live' || record.status !== 'scheduled' || stream === undefined) return [];
    if (rejected.has(entry.path) || start === undefined || !('start' in start)) return [];
    const from = Date.parse(start.start);
    const seconds = record.duration ?? show?.defaults?.duration ?? DEFAULT_DURATION;
    const to = from + seconds * 1000;
    return to <= now ? [] : [{ entry, stream, from, to }];
  });
}

import type { Catalog } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { hashText } from '../../shared/hash.ts';
import type { EpisodeChange } from '../plan/changes.ts';
import { groupEdits } from '../plan/edits.ts';
import { checksumOfPairs, pairOf } from '../plan/plan.ts';
import { type Exceeded, listExceeded, sumUnits } from './thresholds.ts';

/** What a person is asked about, or said no to: shared work by its pairs (episode id, hash of desired). Plain JSON. */
export type Question = {
  readonly checksum: string;
  /** Of each pair the first ten digits of a hash: `hashPair`. */
  readonly pairs: readonly string[];
  /** At the least, the listing included. */
  readonly units: number;
  /** Days at the budget without the reserve; absent where nothing is left for rewrites. */
  readonly days?: number;
  /** The thresholds of academy.yaml that it passes. */
  readonly over: readonly Exceeded[];
  /** The first ids, in the order of work. */
  readonly first: readonly string[];
  /** The edits that most of them share. */
  readonly heads: readonly Head[];
  /** Against the question before, when nobody answered that. */
  readonly since?: Since;
};

/** An edit that several episodes share; long lines are cut. */
export type Head = {
  readonly field: string;
  readonly episodes: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

/** How a question differs from the one before it. `first`: the first ids that came. */
export type Since = {
  readonly commit: string;
  readonly checksum: string;
  readonly added: number;
  readonly removed: number;
  readonly first: readonly string[];
};

/** What a rewrite leaves alone. `open`: nobody answered; `rejected`: a person said no; `both`: the checksum of all of it. */
export type Withheld = { readonly open?: Question; readonly rejected?: Question; readonly both: string };

/** What was decided before, by `hashPair`. */
export type Decided = {
  readonly approved: readonly string[];
  readonly rejected: readonly string[];
  /** The question that stood last and was not answered. */
  readonly asked?: { readonly commit: string; readonly checksum: string; readonly pairs: readonly string[] };
};

export type WithholdInput = {
  /** Against what was settled last, in the order of work. */
  readonly changes: readonly EpisodeChange[];
  readonly catalog: Catalog;
  readonly decided: Decided;
};

/**
 * What of a rewrite waits for a person: all that nobody approved, when that passes a threshold; and what was rejected, always.
 * undefined: nothing.
 */
export function withhold({ changes, catalog, decided }: WithholdInput): Withheld | undefined {
  // Hashing is what takes time: a small rewrite while nothing is rejected asks nobody anyway.
  if (decided.rejected.length === 0 && exceededBy(changes, catalog).length === 0) return undefined;
  const [no, yes] = [new Set(decided.rejected), new Set(decided.approved)];
  const rejected = changes.filter(({ desired }) => no.has(hashPair(desired)));
  const rest = changes.filter(({ desired }) => !no.has(hashPair(desired)) && !yes.has(hashPair(desired)));
  const open = exceededBy(rest, catalog).length > 0 ? rest : [];
  if (rejected.length + open.length === 0) return undefined;
  return {
    both: checksumOfChanges([...open, ...rejected]),
    ...(open.length === 0 ? {} : { open: describe(open, catalog, decided.asked) }),
    ...(rejected.length === 0 ? {} : { rejected: describe(rejected, catalog) }),
  };
}

/** The thresholds that these changes pass by themselves. */
export const exceededBy = (
  changes: readonly EpisodeChange[],
  { academy, episodes }: Catalog,
): readonly Exceeded[] =>
  listExceeded({
    episodes: changes.length,
    units: sumUnits(changes),
    of: Object.keys(episodes).length,
    limits: academy.approval,
  });

const hashes = new WeakMap<Desired, string>();

/** The short name of a pair: ten hex digits, so that of ten thousand approved ones one in 10^8 others is taken for one. */
export function hashPair(desired: Desired): string {
  const hash = hashes.get(desired) ?? hashText(pairOf(desired), 10);
  hashes.set(desired, hash);
  return hash;
}

const checksumOfChanges = (changes: readonly EpisodeChange[]): string =>
  checksumOfPairs(changes.map(({ desired }) => pairOf(desired)));

const MOST_NAMED = 10;

const firstIds = (changes: readonly EpisodeChange[]): readonly string[] =>
  changes.slice(0, MOST_NAMED).map(({ episodeId }) => episodeId);

function describe(changes: readonly EpisodeChange[], catalog: Catalog, asked?: Decided['asked']): Question {
  const units = sumUnits(changes);
  const { perDay, reserve } = catalog.academy.quota;
  const since = asked === undefined ? undefined : compareWith(asked, changes);
  return {
    checksum: checksumOfChanges(changes),
    pairs: changes.map(({ desired }) => hashPair(desired)),
    units,
    over: exceededBy(changes, catalog),
    first: firstIds(changes),
    heads: listHeads(changes),
    ...(perDay > reserve ? { days: Math.ceil(units / (perDay - reserve)) } : {}),
    ...(since === undefined ? {} : { since }),
  };
}

function compareWith(
  { commit, checksum, pairs }: NonNullable<Decided['asked']>,
  changes: readonly EpisodeChange[],
): Since | undefined {
  const [before, now] = [new Set(pairs), new Set(changes.map(({ desired }) => hashPair(desired)))];
  const came = changes.filter(({ desired }) => !before.has(hashPair(desired)));
  const removed = pairs.filter((pair) => !now.has(pair)).length;
  if (came.length + removed === 0) return undefined;
  return { commit, checksum, added: came.length, removed, first: firstIds(came) };
}

const MOST_HEADS = 3;
const MOST_LINES = 4;
const MOST_CHARACTERS = 120;

const listHeads = (changes: readonly EpisodeChange[]): readonly Head[] =>
  groupEdits(changes)
    .groups.slice(0, MOST_HEADS)
    .map(({ edit: { field, removed, added }, episodes }) => ({
      field,
      episodes: episodes.length,
      removed: cutLines(removed),
      added: cutLines(added),
    }));

/** What is cut says so. */
const cutLines = (lines: readonly string[]): readonly string[] => [
  ...lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line)),
  ...(lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more lines`] : []),
];

import type { Catalog } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { hashText } from '../../shared/hash.ts';
import type { EpisodeChange } from '../plan/changes.ts';
import { groupEdits } from '../plan/edits.ts';
import { changeKeyOf, checksumOfKeys } from '../plan/plan.ts';
import { type Exceeded, listExceeded, sumUnits } from './thresholds.ts';

/** What a person is asked about, or said no to: shared work by its pairs (episode id, hash of desired). Plain JSON. */
export type ApprovalRequest = {
  readonly checksum: string;
  /** Of each pair the first ten digits of a hash: `hashPair`. */
  readonly changeKeys: readonly string[];
  /** At the least, the listing included. */
  readonly units: number;
  /** Days at the budget without the reserve; absent where nothing is left for rewrites. */
  readonly days?: number;
  /** The thresholds of academy.yaml that it passes. */
  readonly exceeded: readonly Exceeded[];
  /** The first ids, in the order of work. */
  readonly first: readonly string[];
  /** The edits that most of them share. */
  readonly sampleDiffs: readonly SampleDiff[];
  /** Against the question before, when nobody answered that. */
  readonly since?: SinceRequest;
};

/** An edit that several episodes share; long lines are cut. */
export type SampleDiff = {
  readonly field: string;
  readonly episodes: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

/** How a question differs from the one before it. `first`: the first ids that came. */
export type SinceRequest = {
  readonly commit: string;
  readonly checksum: string;
  readonly added: number;
  readonly removed: number;
  readonly first: readonly string[];
};

/** What a rewrite leaves alone. `open`: nobody answered; `rejected`: a person said no; `both`: the checksum of all of it. */
export type PendingApproval = {
  readonly open?: ApprovalRequest;
  readonly rejected?: ApprovalRequest;
  readonly both: string;
};

/** What was decided before, by `hashPair`. */
export type PriorDecisions = {
  readonly approved: readonly string[];
  readonly rejected: readonly string[];
  /** The question that stood last and was not answered. */
  readonly pending?: {
    readonly commit: string;
    readonly checksum: string;
    readonly changeKeys: readonly string[];
  };
};

export type ApprovalInput = {
  /** Against what was settled last, in the order of work. */
  readonly changes: readonly EpisodeChange[];
  readonly catalog: Catalog;
  readonly priorDecisions: PriorDecisions;
};

/**
 * What of a rewrite waits for a person: all that nobody approved, when that passes a threshold; and what was rejected, always.
 * undefined: nothing.
 */
export function planPendingApproval({
  changes,
  catalog,
  priorDecisions: decided,
}: ApprovalInput): PendingApproval | undefined {
  // Hashing is what takes time: a small rewrite while nothing is rejected asks nobody anyway.
  if (decided.rejected.length === 0 && exceededBy(changes, catalog).length === 0) return undefined;
  const [no, yes] = [new Set(decided.rejected), new Set(decided.approved)];
  const rejected = changes.filter(({ desired }) => no.has(hashChange(desired)));
  const rest = changes.filter(({ desired }) => !no.has(hashChange(desired)) && !yes.has(hashChange(desired)));
  const open = exceededBy(rest, catalog).length > 0 ? rest : [];
  if (rejected.length + open.length === 0) return undefined;
  return {
    both: checksumOfChanges([...open, ...rejected]),
    ...(open.length === 0 ? {} : { open: describe(open, catalog, decided.pending) }),
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
export function hashChange(desired: Desired): string {
  const hash = hashes.get(desired) ?? hashText(changeKeyOf(desired), 10);
  hashes.set(desired, hash);
  return hash;
}

const checksumOfChanges = (changes: readonly EpisodeChange[]): string =>
  checksumOfKeys(changes.map(({ desired }) => changeKeyOf(desired)));

const MOST_NAMED = 10;

const firstIds = (changes: readonly EpisodeChange[]): readonly string[] =>
  changes.slice(0, MOST_NAMED).map(({ episodeId }) => episodeId);

function describe(
  changes: readonly EpisodeChange[],
  catalog: Catalog,
  asked?: PriorDecisions['pending'],
): ApprovalRequest {
  const units = sumUnits(changes);
  const { perDay, reserve } = catalog.academy.quota;
  const since = asked === undefined ? undefined : compareWith(asked, changes);
  return {
    checksum: checksumOfChanges(changes),
    changeKeys: changes.map(({ desired }) => hashChange(desired)),
    units,
    exceeded: exceededBy(changes, catalog),
    first: firstIds(changes),
    sampleDiffs: listHeads(changes),
    ...(perDay > reserve ? { days: Math.ceil(units / (perDay - reserve)) } : {}),
    ...defined({ since }),
  };
}

function compareWith(
  { commit, checksum, changeKeys }: NonNullable<PriorDecisions['pending']>,
  changes: readonly EpisodeChange[],
): SinceRequest | undefined {
  const [before, now] = [new Set(changeKeys), new Set(changes.map(({ desired }) => hashChange(desired)))];
  const came = changes.filter(({ desired }) => !before.has(hashChange(desired)));
  const removed = changeKeys.filter((key) => !now.has(key)).length;
  if (came.length + removed === 0) return undefined;
  return { commit, checksum, added: came.length, removed, first: firstIds(came) };
}

const MOST_HEADS = 3;
const MOST_LINES = 4;
const MOST_CHARACTERS = 120;

const listHeads = (changes: readonly EpisodeChange[]): readonly SampleDiff[] =>
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

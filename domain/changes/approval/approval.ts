import type { Catalog } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { hashText } from '../../shared/hash.ts';
import type { EpisodeChange } from '../plan/changes.ts';
import { groupEdits } from '../plan/edits.ts';
import { changeKeyOf, checksumOfKeys } from '../plan/plan.ts';
import { type Exceeded, listExceeded, sumUnits } from '../plan/thresholds.ts';
import type { TakeOverClass } from '../take-over.ts';

/** Changes that need approval or were rejected, by their keys (episode id and hash of the desired state). Plain JSON. */
export type ApprovalRequest = {
  readonly checksum: string;
  /** One short hash for each change, from `hashChange`. */
  readonly changeKeys: readonly string[];
  /** Minimum, including the listing. */
  readonly units: number;
  /** Days at the daily budget without the reserve; absent if no units are left for rewrites. */
  readonly days?: number;
  /** The thresholds of academy.yaml that are exceeded. */
  readonly exceeded: readonly Exceeded[];
  /** The first episode ids, in processing order. */
  readonly first: readonly string[];
  /** The most common edits. */
  readonly sampleDiffs: readonly SampleDiff[];
  /** Of a take-over: how many videos it changes in which way. */
  readonly takeOver?: Readonly<Partial<Record<TakeOverClass, number>>>;
  /** Difference from the previous request, if it was not answered. */
  readonly since?: SinceRequest;
};

/** An edit that several episodes share; long lines are truncated. */
export type SampleDiff = {
  readonly field: string;
  readonly episodes: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

/** How a request differs from the previous one. `first`: the first ids that were added. */
export type SinceRequest = {
  readonly commit: string;
  readonly checksum: string;
  readonly added: number;
  readonly removed: number;
  readonly first: readonly string[];
};

/** Changes that a rewrite does not make yet. `open`: not answered; `rejected`: by a person; `checksum`: of both together. */
export type PendingApproval = {
  readonly open?: ApprovalRequest;
  readonly rejected?: ApprovalRequest;
  readonly checksum: string;
};

/** Earlier decisions, as hashes from `hashChange`. */
export type PriorDecisions = {
  readonly approved: readonly string[];
  readonly rejected: readonly string[];
  /** The last request that was not answered. */
  readonly pending?: {
    readonly commit: string;
    readonly checksum: string;
    readonly changeKeys: readonly string[];
  };
};

export type ApprovalInput = {
  /** Compared with the commit synced last, in processing order. */
  readonly changes: readonly EpisodeChange[];
  readonly catalog: Catalog;
  readonly priorDecisions: PriorDecisions;
};

/**
 * The changes of a rewrite that wait for a person: all that are not approved, if they exceed a threshold; and all that were
 * rejected. undefined: none.
 */
export function planPendingApproval({
  changes,
  catalog,
  priorDecisions,
}: ApprovalInput): PendingApproval | undefined {
  // Hashing is slow, and a small rewrite with nothing rejected needs no approval.
  if (priorDecisions.rejected.length === 0 && listExceededBy(changes, catalog).length === 0) return undefined;
  const rejectedHashes = new Set(priorDecisions.rejected);
  const decidedHashes = new Set([...priorDecisions.rejected, ...priorDecisions.approved]);
  const rejected = changes.filter(({ desired }) => rejectedHashes.has(hashChange(desired)));
  const rest = changes.filter(({ desired }) => !decidedHashes.has(hashChange(desired)));
  const open = listExceededBy(rest, catalog).length > 0 ? rest : [];
  if (rejected.length + open.length === 0) return undefined;
  return {
    checksum: checksumOfChanges([...open, ...rejected]),
    ...(open.length === 0 ? {} : { open: createRequest(open, catalog, priorDecisions.pending) }),
    ...(rejected.length === 0 ? {} : { rejected: createRequest(rejected, catalog) }),
  };
}

/** The thresholds that these changes alone exceed. */
export const listExceededBy = (
  changes: readonly EpisodeChange[],
  { academy, episodes }: Catalog,
): readonly Exceeded[] =>
  listExceeded({
    episodes: changes.length,
    units: sumUnits(changes),
    totalEpisodes: Object.keys(episodes).length,
    limits: academy.approval,
  });

const hashes = new WeakMap<Desired, string>();

/** Ten hex digits: with 10,000 approved changes, one in 10^8 others is mistaken for an approved one. */
export function hashChange(desired: Desired): string {
  const hash = hashes.get(desired) ?? hashText(changeKeyOf(desired), 10);
  hashes.set(desired, hash);
  return hash;
}

const checksumOfChanges = (changes: readonly EpisodeChange[]): string =>
  checksumOfKeys(changes.map(({ desired }) => changeKeyOf(desired)));

const MAX_NAMED = 10;

const firstIds = (changes: readonly EpisodeChange[]): readonly string[] =>
  changes.slice(0, MAX_NAMED).map(({ episodeId }) => episodeId);

function createRequest(
  changes: readonly EpisodeChange[],
  catalog: Catalog,
  pending?: PriorDecisions['pending'],
): ApprovalRequest {
  const units = sumUnits(changes);
  const { perDay, reserve } = catalog.academy.quota;
  const since = pending === undefined ? undefined : compareWithPending(pending, changes);
  return {
    checksum: checksumOfChanges(changes),
    changeKeys: changes.map(({ desired }) => hashChange(desired)),
    units,
    exceeded: listExceededBy(changes, catalog),
    first: firstIds(changes),
    sampleDiffs: listSampleDiffs(changes),
    ...(perDay > reserve ? { days: Math.ceil(units / (perDay - reserve)) } : {}),
    ...defined({ since }),
  };
}

function compareWithPending(
  { commit, checksum, changeKeys }: NonNullable<PriorDecisions['pending']>,
  changes: readonly EpisodeChange[],
): SinceRequest | undefined {
  const [before, now] = [new Set(changeKeys), new Set(changes.map(({ desired }) => hashChange(desired)))];
  const added = changes.filter(({ desired }) => !before.has(hashChange(desired)));
  const removed = changeKeys.filter((key) => !now.has(key)).length;
  if (added.length + removed === 0) return undefined;
  return { commit, checksum, added: added.length, removed, first: firstIds(added) };
}

const MAX_SAMPLES = 3;
const MAX_LINES = 4;
const MAX_CHARACTERS = 120;

const listSampleDiffs = (changes: readonly EpisodeChange[]): readonly SampleDiff[] =>
  groupEdits(changes)
    .groups.slice(0, MAX_SAMPLES)
    .map(({ edit: { field, removed, added }, episodes }) => ({
      field,
      episodes: episodes.length,
      removed: truncateLines(removed),
      added: truncateLines(added),
    }));

const truncateLines = (lines: readonly string[]): readonly string[] => [
  ...lines
    .slice(0, MAX_LINES)
    .map((line) => (line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line)),
  ...(lines.length > MAX_LINES ? [`… and ${lines.length - MAX_LINES} more lines`] : []),
];

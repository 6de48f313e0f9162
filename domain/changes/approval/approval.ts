import type { Catalog } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { hashText } from '../../shared/hash.ts';
import { type EpisodeChange, mayWrite, needsApprovalToPublish } from '../plan/changes.ts';
import { type EditGroup, groupEdits } from '../plan/edits.ts';
import { changeKeyOf, checksumOfKeys, publicationKeyOf } from '../plan/plan.ts';
import { describePublications } from '../plan/publication.ts';
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
  /** Of how many videos that are not ours these are some; absent: all. */
  readonly takeOverOf?: number;
  /** Difference from the previous request, if it was not answered. */
  readonly since?: SinceRequest;
  /** Videos that become public by it. */
  readonly publishing?: PublishingRequest;
  /** Of `changeKeys`, those of which only the publication waits: everything else in them is written at once. */
  readonly publishingOnly?: readonly string[];
};

/** `keys`: from `hashPublication`, one for each video. `text`: how many of which kind, with the first ids. */
export type PublishingRequest = { readonly keys: readonly string[]; readonly text: string };

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

/** Publications that an earlier approval named, from `hashPublication`. */
export type ApprovedPublications = readonly string[];

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
 * The changes of a rewrite that wait for a person, of those that may write: all that are not approved, if they exceed a threshold; all that would be published
 * by a file that is not their own, whatever the thresholds say; and all that were rejected. undefined: none.
 */
export function planPendingApproval({
  changes: all,
  catalog,
  priorDecisions,
}: ApprovalInput): PendingApproval | undefined {
  const changes = all.filter(mayWrite);
  const publishing = changes.filter(needsApprovalToPublish);
  const isSmall = listExceededBy(changes, catalog).length === 0;
  // Hashing is slow, and a small rewrite with nothing rejected or published needs no approval.
  if (priorDecisions.rejected.length === 0 && isSmall && publishing.length === 0) return undefined;
  const rejectedHashes = new Set(priorDecisions.rejected);
  const decidedHashes = new Set([...priorDecisions.rejected, ...priorDecisions.approved]);
  const rejected = changes.filter(({ desired }) => rejectedHashes.has(hashChange(desired)));
  const rest = changes.filter(({ desired }) => !decidedHashes.has(hashChange(desired)));
  const large = listExceededBy(rest, catalog).length > 0 ? rest : [];
  const whole = new Set([...large, ...rejected]);
  const isUndecided = ({ desired }: EpisodeChange): boolean => !decidedHashes.has(hashPublication(desired));
  const isRejected = ({ desired }: EpisodeChange): boolean => rejectedHashes.has(hashPublication(desired));
  const alone = publishing.filter((change) => !whole.has(change));
  const parts = {
    open: { whole: large, alone: alone.filter(isUndecided), publishing: publishing.filter(isUndecided) },
    rejected: { whole: rejected, alone: alone.filter(isRejected), publishing: publishing.filter(isRejected) },
  };
  const sizeOf = (part: Part): number => part.whole.length + part.alone.length;
  if (sizeOf(parts.open) + sizeOf(parts.rejected) === 0) return undefined;
  const { pending } = priorDecisions;
  return {
    checksum: checksumOfParts([parts.open, parts.rejected]),
    ...(sizeOf(parts.open) === 0 ? {} : { open: createRequest(parts.open, catalog, pending) }),
    ...(sizeOf(parts.rejected) === 0 ? {} : { rejected: createRequest(parts.rejected, catalog) }),
  };
}

/** `whole`: nothing of them is written; `alone`: all but the publication is; `publishing`: what would be published, in both. */
type Part = {
  readonly whole: readonly EpisodeChange[];
  readonly alone: readonly EpisodeChange[];
  readonly publishing: readonly EpisodeChange[];
};

/** Of these changes, the publications that an earlier approval named. */
export function listApprovedPublications(
  changes: readonly EpisodeChange[],
  { approved }: Pick<PriorDecisions, 'approved'>,
): ApprovedPublications {
  const known = new Set(approved);
  return changes
    .filter(needsApprovalToPublish)
    .map(({ desired }) => hashPublication(desired))
    .filter((key) => known.has(key));
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

/** The same for the publication alone: whoever approves a text does not approve that it becomes public. */
export const hashPublication = (desired: Desired): string => hashText(publicationKeyOf(desired), 10);

const checksumOfParts = (parts: readonly Part[]): string =>
  checksumOfKeys(
    parts.flatMap(({ whole, alone }) => [
      ...whole.map(({ desired }) => changeKeyOf(desired)),
      ...alone.map(({ desired }) => publicationKeyOf(desired)),
    ]),
  );

const MAX_NAMED = 10;

const firstIds = (changes: readonly EpisodeChange[]): readonly string[] =>
  changes.slice(0, MAX_NAMED).map(({ episodeId }) => episodeId);

function createRequest(part: Part, catalog: Catalog, pending?: PriorDecisions['pending']): ApprovalRequest {
  const { whole, alone, publishing } = part;
  const changes = [...whole, ...alone];
  const units = sumUnits(changes);
  // The other fields of a direct change are written by its own workflow.
  const publishingOnly = alone
    .filter(({ cause }) => cause === 'indirect')
    .map(({ desired }) => hashChange(desired));
  const { perDay, reserve } = catalog.academy.quota;
  const since = pending === undefined ? undefined : compareWithPending(pending, changes);
  return {
    checksum: checksumOfParts([part]),
    changeKeys: changes.map(({ desired }) => hashChange(desired)),
    units,
    exceeded: listExceededBy(whole, catalog),
    first: firstIds(changes),
    sampleDiffs: listSampleDiffs(changes),
    ...(perDay > reserve ? { days: Math.ceil(units / (perDay - reserve)) } : {}),
    ...defined({ since }),
    ...(publishing.length === 0 ? {} : { publishing: renderPublishing(publishing) }),
    ...(publishingOnly.length === 0 ? {} : { publishingOnly }),
  };
}

const renderPublishing = (changes: readonly EpisodeChange[]): PublishingRequest => ({
  keys: changes.map(({ desired }) => hashPublication(desired)),
  text: describePublications(changes.flatMap(withPublication), MAX_NAMED),
});

const withPublication = ({ episodeId, publication }: EpisodeChange) =>
  publication === undefined ? [] : [{ episodeId, publication }];

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
  groupEdits(changes).groups.slice(0, MAX_SAMPLES).map(toSampleDiff);

/** The most common edits of the first changes, alone or shared: what a rewrite changes, before and after. */
export type ChangeSample = { readonly episodes: number; readonly diffs: readonly SampleDiff[] };

/** To compare the texts of every episode would take longer than to plan the commit. */
const MAX_SAMPLED = 30;
const MAX_SHOWN = 5;

export function sampleChanges(changes: readonly EpisodeChange[]): ChangeSample | undefined {
  const sampled = changes.slice(0, MAX_SAMPLED);
  const { groups, individual } = groupEdits(sampled);
  const alone = individual.flatMap(({ episodeId, edits }) =>
    edits.map((edit) => ({ edit, episodes: [episodeId] })),
  );
  const diffs = [...groups, ...alone]
    .filter(({ edit: { removed, added } }) => removed.length + added.length > 0)
    .slice(0, MAX_SHOWN)
    .map(toSampleDiff);
  return diffs.length === 0 ? undefined : { episodes: sampled.length, diffs };
}

const toSampleDiff = ({ edit: { field, removed, added }, episodes }: EditGroup): SampleDiff => ({
  field,
  episodes: episodes.length,
  removed: truncateLines(removed),
  added: truncateLines(added),
});

const truncateLines = (lines: readonly string[]): readonly string[] => [
  ...lines
    .slice(0, MAX_LINES)
    .map((line) => (line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line)),
  ...(lines.length > MAX_LINES ? [`… and ${lines.length - MAX_LINES} more lines`] : []),
];

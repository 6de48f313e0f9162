import { findBase } from '../../content/catalog/find-base.ts';
import { type IdentityChange, listIdentityChanges } from '../../content/catalog/identity-change.ts';
import { isMassRemoval } from '../../content/catalog/mass-removal.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import type { Field } from '../../content/ownership.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { type EpisodeChange, isPolicyAlone, mayWrite, needsApprovalToPublish } from './changes.ts';
import { diffUnownedFields } from './diff.ts';
import { checksumOfKeys, publicationKeyOf } from './plan.ts';
import { describePublications } from './publication.ts';
import { type Exceeded, listExceeded, sumUnits } from './thresholds.ts';

/** A reason why some or all of a plan is not written, or not yet. */
export type Gate =
  /** The rewrite waits until a person approves its checksum. `atMost`: only what differs on YouTube will count, because there is no base, or only the policy changes. */
  | { readonly kind: 'approval'; readonly exceeded: readonly Exceeded[]; readonly atMost?: true }
  /** Videos that become public, or when that happens changes, by another file than their own: always waits. `checksum`: absent if the approval of the whole rewrite covers it. */
  | {
      readonly kind: 'publishing';
      readonly episodes: readonly string[];
      readonly text: string;
      readonly checksum?: string;
    }
  /** The whole commit waits: it removes so many files that it looks like a mistake. */
  | { readonly kind: 'orphans'; readonly orphaned: number; readonly totalEpisodes: number }
  /** The whole commit waits: it names another channel, gives up the marker of its videos, or lets people's edits be overwritten. */
  | { readonly kind: 'identity'; readonly changes: readonly IdentityChange[] }
  /** On air or due within an hour, by the schedule: changes from a shared file wait until the stream is over. */
  | { readonly kind: 'on-air'; readonly episodes: readonly string[] }
  /** `manage: observe`: compared, never written. */
  | { readonly kind: 'observe'; readonly episodes: readonly string[] }
  /** Differs, but `fields` does not allow writing it to an existing video. */
  | {
      readonly kind: 'not-ours';
      readonly field: Field;
      readonly owner: 'seed' | 'keep';
      readonly episodes: readonly string[];
    };

type GateInput = {
  readonly base: Catalog | undefined;
  readonly head: Catalog;
  readonly changes: readonly EpisodeChange[];
  readonly shared: readonly EpisodeChange[];
  readonly orphaned: number;
  /** ms since 1970 */
  readonly now: number;
};

/** All gates of a plan, without I/O: whether a stream is on air is estimated from the schedule. */
export function listGates({ base, head, changes, shared, orphaned, now }: GateInput): readonly Gate[] {
  const asked = shared.filter(mayWrite);
  const exceeded = listExceeded({
    episodes: asked.length,
    units: sumUnits(asked),
    totalEpisodes: Object.keys(head.episodes).length,
    limits: head.academy.approval,
  });
  const before = Object.keys(base?.episodes ?? {}).length;
  const onAir = shared.filter((change) => isNearAir(change, now));
  const observed = changes.filter(({ desired }) => desired.policy.manage === 'observe');
  return [
    ...(isMassRemoval(orphaned, before)
      ? [{ kind: 'orphans' as const, orphaned, totalEpisodes: before }]
      : []),
    ...listIdentity(base, head),
    ...(exceeded.length > 0 ? [{ kind: 'approval' as const, exceeded, ...atMost(base, shared) }] : []),
    ...listPublishing(shared, exceeded.length > 0),
    ...(onAir.length > 0 ? [{ kind: 'on-air' as const, episodes: idsOf(onAir) }] : []),
    ...(observed.length > 0 ? [{ kind: 'observe' as const, episodes: idsOf(observed) }] : []),
    ...(base === undefined ? [] : listUnowned(base, head)),
  ];
}

const atMost = (base: Catalog | undefined, shared: readonly EpisodeChange[]): { readonly atMost?: true } =>
  base === undefined || shared.every(isPolicyAlone) ? { atMost: true } : {};

function listIdentity(base: Catalog | undefined, head: Catalog): Gate[] {
  const changes = base === undefined ? [] : listIdentityChanges(base, head);
  return changes.length === 0 ? [] : [{ kind: 'identity', changes }];
}

/** Whether the whole commit waits for a person. */
export const blocksCommit = ({ kind }: Gate): boolean => kind === 'orphans' || kind === 'identity';

const MOST_NAMED = 10;

function listPublishing(shared: readonly EpisodeChange[], isCovered: boolean): Gate[] {
  const publishing = shared.filter(needsApprovalToPublish);
  if (publishing.length === 0) return [];
  const named = publishing.flatMap(({ episodeId, publication }) =>
    publication === undefined ? [] : [{ episodeId, publication }],
  );
  return [
    {
      kind: 'publishing',
      episodes: idsOf(publishing),
      text: describePublications(named, MOST_NAMED),
      ...(isCovered
        ? {}
        : { checksum: checksumOfKeys(publishing.map(({ desired }) => publicationKeyOf(desired))) }),
    },
  ];
}

const idsOf = (changes: readonly EpisodeChange[]): string[] => changes.map(({ episodeId }) => episodeId);

const HOUR_MS = 3_600_000;

function isNearAir({ desired, finished }: EpisodeChange, now: number): boolean {
  const start = Date.parse(desired.start ?? '');
  return desired.kind === 'live' && desired.status === 'scheduled' && !finished && now >= start - HOUR_MS;
}

/** Includes episodes where nothing else differs, so that a person who changed a seeded field sees why it is not written. */
function listUnowned(base: Catalog, head: Catalog): Gate[] {
  const found = new Map<string, { field: Field; owner: 'seed' | 'keep'; episodes: string[] }>();
  for (const episode of Object.values(head.episodes)) {
    const before = findBase(base, head, episode);
    if (before === undefined) continue;
    const [old, now] = [renderEpisode(base, before), renderEpisode(head, episode)];
    if (old === now || !('desired' in old) || !('desired' in now)) continue;
    if (now.desired.kind === 'none' || now.desired.status === 'draft') continue;
    for (const { field, owner } of diffUnownedFields(old.desired, now.desired)) {
      const known = found.get(`${field} ${owner}`) ?? { field, owner, episodes: [] };
      found.set(`${field} ${owner}`, known);
      if (!known.episodes.includes(episode.id)) known.episodes.push(episode.id);
    }
  }
  return [...found.values()].map((one) => ({ kind: 'not-ours', ...one }));
}

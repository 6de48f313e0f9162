import { findBase } from '../../content/catalog/find-base.ts';
import { isMassRemoval } from '../../content/catalog/mass-removal.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import type { Field } from '../../content/ownership.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { type Exceeded, listExceeded, sumUnits } from '../approval/thresholds.ts';
import type { EpisodeChange } from './changes.ts';
import { diffHeldFields } from './diff.ts';

/** What stands between a plan and its writes. */
export type Gate =
  /** The rewrite waits until a person approves its checksum. `atMost`: without a base only what differs on YouTube counts. */
  | { readonly kind: 'approval'; readonly exceeded: readonly Exceeded[]; readonly atMost?: true }
  /** The whole commit waits: it looks like a slip. */
  | { readonly kind: 'orphans'; readonly orphaned: number; readonly of: number }
  /** By the calendar on air, or within an hour: a shared cause waits until the stream is over. */
  | { readonly kind: 'on-air'; readonly episodes: readonly string[] }
  /** `manage: observe`: looked at, never written. */
  | { readonly kind: 'observe'; readonly episodes: readonly string[] }
  /** Differs, and `fields` says that it is not ours on a video that exists. */
  | {
      readonly kind: 'held';
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

/** Every gate that the plan would meet. Pure: where a stream stands is guessed from the calendar. */
export function listGates({ base, head, changes, shared, orphaned, now }: GateInput): readonly Gate[] {
  const exceeded = listExceeded({
    episodes: shared.length,
    units: sumUnits(shared),
    of: Object.keys(head.episodes).length,
    limits: head.academy.approval,
  });
  const of = Object.keys(base?.episodes ?? {}).length;
  const onAir = shared.filter((change) => isAroundAir(change, now));
  const observed = changes.filter(({ desired }) => desired.policy.manage === 'observe');
  return [
    ...(isMassRemoval(orphaned, of) ? [{ kind: 'orphans' as const, orphaned, of }] : []),
    ...(exceeded.length > 0
      ? [{ kind: 'approval' as const, exceeded, ...(base === undefined ? { atMost: true as const } : {}) }]
      : []),
    ...(onAir.length > 0 ? [{ kind: 'on-air' as const, episodes: idsOf(onAir) }] : []),
    ...(observed.length > 0 ? [{ kind: 'observe' as const, episodes: idsOf(observed) }] : []),
    ...(base === undefined ? [] : listHeld(base, head)),
  ];
}

const idsOf = (changes: readonly EpisodeChange[]): string[] => changes.map(({ episodeId }) => episodeId);

const HOUR_MS = 3_600_000;

function isAroundAir({ desired, finished }: EpisodeChange, now: number): boolean {
  const start = Date.parse(desired.start ?? '');
  return desired.kind === 'live' && desired.status === 'scheduled' && !finished && now >= start - HOUR_MS;
}

/** Also of episodes where nothing else differs: a person who changed a seeded field sees why nothing comes of it. */
function listHeld(base: Catalog, head: Catalog): Gate[] {
  const held = new Map<string, { field: Field; owner: 'seed' | 'keep'; episodes: string[] }>();
  for (const episode of Object.values(head.episodes)) {
    const before = findBase(base, head, episode);
    if (before === undefined) continue;
    const [old, now] = [renderEpisode(base, before), renderEpisode(head, episode)];
    if (old === now || !('desired' in old) || !('desired' in now)) continue;
    if (now.desired.kind === 'none' || now.desired.status === 'draft') continue;
    for (const { field, owner } of diffHeldFields(old.desired, now.desired)) {
      const known = held.get(`${field} ${owner}`) ?? { field, owner, episodes: [] };
      held.set(`${field} ${owner}`, known);
      if (!known.episodes.includes(episode.id)) known.episodes.push(episode.id);
    }
  }
  return [...held.values()].map((one) => ({ kind: 'held', ...one }));
}

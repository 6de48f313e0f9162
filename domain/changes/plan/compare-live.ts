import type { Catalog, Episode } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { COSTS, type Costs } from '../../shared/costs.ts';
import { chooseVideos, claimsOf, markerIdsOf } from '../claims.ts';
import { basesOf, isHandedOver, judgeStanding } from '../hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';
import { takeOverKey } from '../take-over.ts';
import type { EpisodeChange } from './changes.ts';
import { estimateUnits } from './estimate.ts';
import { planVideo, type VideoPlan } from './plan.ts';

/** What was read from the channel. `marked`: episode id to the videos with its marker. */
export type LiveChannel = {
  readonly videos: ReadonlyMap<string, LiveVideo>;
  readonly broadcasts: ReadonlyMap<string, LiveBroadcast>;
  readonly marked: ReadonlyMap<string, readonly string[]>;
};

export type NotOursVideo = {
  readonly episodeId: string;
  readonly videoId: string;
  readonly fields: readonly string[];
  readonly takeOver?: string;
};

/** How the episodes of a plan compare with YouTube now; ids in the plan's order. */
export type LivePlan = {
  /** Something must be written, or may have to be (thumbnail, playlists and stream are not read). */
  readonly outOfDate: readonly string[];
  /** YouTube already matches the desired state. */
  readonly same: readonly string[];
  /** Fields that a person edited, or of unknown origin: not overwritten. */
  readonly edited: readonly { readonly episodeId: string; readonly fields: readonly string[] }[];
  /**
   * Videos that were never handed over, as far as YouTube itself shows: what differs, and the number under which a commit takes it
   * over, where `manage` allows it.
   */
  readonly notOurs?: readonly NotOursVideo[];
  /** What differs under `manage: observe`, and is not written. */
  readonly observed?: readonly { readonly episodeId: string; readonly fields: readonly string[] }[];
  /** Episodes without a video. */
  readonly absent: readonly string[];
  /** Minimum units to write what is out of date, without the listing. */
  readonly units: number;
  /** Units that reading the channel took. */
  readonly spent: number;
};

/** Compares each change with its video as the worker would, without I/O. `now` in ms since 1970. */
export function compareWithLive(input: {
  catalog: Catalog;
  changes: readonly EpisodeChange[];
  channel: LiveChannel;
  spent: number;
  now: number;
  costs?: Costs | undefined;
}): LivePlan {
  const { catalog, changes, channel, spent, ...at } = input;
  const compared = changes.map((change) => ({
    episodeId: change.episodeId,
    ...compareChange(catalog, change, channel, at),
  }));
  const idsOf = (is: (one: Compared) => boolean): string[] =>
    compared.filter(is).map(({ episodeId }) => episodeId);
  const notOurs = compared.flatMap(({ notOurs }) => notOurs ?? []);
  const observed = compared.flatMap(({ episodeId, observed: fields = [] }) =>
    fields.length === 0 ? [] : [{ episodeId, fields }],
  );
  return {
    outOfDate: idsOf(({ kind, units }) => kind === 'found' && units > 0),
    same: idsOf(
      ({ kind, units, skipped, notOurs: foreign, observed: fields = [] }) =>
        kind === 'found' && units === 0 && foreign === undefined && skipped.length + fields.length === 0,
    ),
    edited: compared.flatMap(({ episodeId, skipped }) =>
      skipped.length === 0 ? [] : [{ episodeId, fields: skipped }],
    ),
    ...(notOurs.length === 0 ? {} : { notOurs }),
    ...(observed.length === 0 ? {} : { observed }),
    absent: idsOf(({ kind }) => kind === 'absent'),
    units: compared.reduce((sum, { units }) => sum + units, 0),
    spent,
  };
}

type Compared = {
  readonly kind: 'found' | 'absent';
  readonly units: number;
  readonly skipped: readonly string[];
  readonly notOurs?: NotOursVideo;
  readonly observed?: readonly string[];
};

/** Videos that may belong to the episode: named by its file, else with its marker. */
export const videosOf = (catalog: Catalog, episode: Episode, { marked }: Pick<LiveChannel, 'marked'>) =>
  chooseVideos(
    catalog,
    episode,
    markerIdsOf(episode).flatMap((id) => marked.get(id) ?? []),
  );

type At = { readonly now: number; readonly costs?: Costs | undefined };

function compareChange(catalog: Catalog, change: EpisodeChange, channel: LiveChannel, at: At): Compared {
  const episode = catalog.episodes[change.episodeId];
  const videoIds = episode === undefined ? [] : videosOf(catalog, episode, channel);
  const live = channel.videos.get(videoIds[0] ?? '');
  // No broadcast is created in the past; the rewrite counts such an episode as missed.
  if (episode === undefined || live === undefined)
    return { kind: 'absent', units: change.finished ? 0 : change.units, skipped: [] };
  const forms = catalog.academy;
  const namedBy = claimsOf(catalog).named.get(live.videoId);
  const standing = judgeStanding({ live, episode, settings: forms, namedBy });
  if (videoIds.length > 1 || (!isHandedOver(standing) && standing.kind !== 'foreign'))
    return { kind: 'found', units: 0, skipped: ['marker'] };
  const bases = basesOf(standing, change.base === undefined ? [] : [change.base], live);
  const broadcast = channel.broadcasts.get(live.videoId);
  const mayPublish = change.publication?.own === true;
  const plan = planVideo({
    desired: change.desired,
    bases,
    live,
    broadcast,
    standing,
    forms,
    mayPublish,
    ...at,
  });
  if (standing.kind === 'foreign')
    return { kind: 'found', units: 0, skipped: [], notOurs: describeNotOurs(change.desired, live, plan) };
  return {
    kind: 'found',
    observed: plan.differs,
    units: plan.units + sumUnread(change, plan.units > 0, at.costs),
    skipped: [...plan.edited, ...plan.unknown],
  };
}

const describeNotOurs = (
  desired: Desired,
  live: LiveVideo,
  { differs: fields }: VideoPlan,
): NotOursVideo => ({
  episodeId: desired.episodeId,
  videoId: live.videoId,
  fields,
  ...(desired.policy.manage === 'full' ? { takeOver: takeOverKey(desired, live) } : {}),
});

/** Fields that the listing does not include count as to be written; before any write there is a read. */
function sumUnread(change: EpisodeChange, writes: boolean, costs: Costs = COSTS): number {
  const { base, desired, fields, finished } = change;
  const unread = fields.filter((field) => UNREAD.includes(field));
  const read = costs['videos.list'];
  if (base === undefined || unread.length === 0 || desired.policy.manage === 'observe')
    return writes ? read : 0;
  const units = estimateUnits({ base, desired, fields: unread, finished, costs });
  return units > read || writes ? units : 0;
}

const UNREAD = ['thumbnail', 'playlists', 'stream', 'streamAfter'];

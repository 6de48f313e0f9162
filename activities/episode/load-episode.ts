import type { EpisodeFacts, EpisodeRef, QuotaNeed } from '../../contract/episode-calls.ts';
import { claimsOf } from '../../domain/changes/claims.ts';
import { isFinished } from '../../domain/changes/plan/changes.ts';
import { estimateReplaced } from '../../domain/changes/replaced.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { type Desired, privacyIn } from '../../domain/render/desired.ts';
import { playlistsToLeave } from '../../domain/render/playlists.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { COSTS, type Costs } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { describePages } from '../pages.ts';
import { findEpisode, readBases, readCatalogAt } from '../read-content.ts';
import { findBindTime } from './stream-schedule.ts';

/** `baseCommits`: commits whose texts may be on YouTube; `videoId`: its video so far. */
export type EpisodeQuery = EpisodeRef & {
  readonly videoId?: string;
  readonly baseCommits?: readonly string[];
};

/** Reads from git what a commit says about one episode and its video. No units. */
export async function loadEpisode(
  deps: Dependencies,
  { episodeId, commit, videoId = '', baseCommits = [] }: EpisodeQuery,
): Promise<EpisodeFacts> {
  const catalog = await readCatalogAt(deps.repository, commit);
  const episode = findEpisode(catalog, episodeId);
  const rendering = episode === undefined ? undefined : renderEpisode(catalog, episode);
  if (rendering === undefined || 'problems' in rendering)
    return {
      ...NOT_FOUND,
      ...movedTo(episode, episodeId),
      found: episode !== undefined,
      lookupDelaysMs: deps.lookupDelaysMs,
      ...describePages(deps.pages),
    };
  const { desired } = rendering;
  const before = episode === undefined ? [] : await readBases(deps.repository, baseCommits, episode);
  const now = deps.clock();
  const bindAt = findBindTime(catalog, desired, now);
  const replaced = estimateReplaced(episode?.youtube?.replaces ?? [], deps.costs);
  const privacy = privacyIn(desired, false);
  return {
    found: true,
    title: desired.title,
    guests: episode?.guests.map(({ id }) => id) ?? [],
    kind: desired.kind,
    status: desired.status,
    manage: desired.policy.manage,
    finished: isFinished(desired, now),
    ...addUnits(estimateUnits(desired, deps.costs, playlistsToLeave(desired, before).length), replaced),
    lookupDelaysMs: deps.lookupDelaysMs,
    ...describePages(deps.pages),
    replaced: claimsOf(catalog).replaced.has(videoId),
    ...movedTo(episode, episodeId),
    ...defined({ show: episode?.show, videoId: desired.videoId, start: desired.start, privacy }),
    ...(bindAt === undefined ? {} : { bindAt: new Date(bindAt).toISOString() }),
  };
}

const movedTo = (episode: Episode | undefined, episodeId: string): Pick<EpisodeFacts, 'movedTo'> =>
  episode === undefined || episode.id === episodeId ? {} : { movedTo: episode.id };

/** Enough for replaced videos as well, which may wait for another day. */
const addUnits = ({ toCreate, toUpdate }: QuotaNeeds, more: number): QuotaNeeds => ({
  toCreate: { ...toCreate, want: toCreate.want + more },
  toUpdate: { ...toUpdate, want: toUpdate.want + more },
});

type QuotaNeeds = { readonly toCreate: QuotaNeed; readonly toUpdate: QuotaNeed };

/** For an episode that has nothing on YouTube: at most one read. */
const READ_ONLY: QuotaNeeds = {
  toCreate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
  toUpdate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
};

const NOT_FOUND: Omit<EpisodeFacts, 'found' | 'lookupDelaysMs'> = {
  title: '',
  guests: [],
  kind: 'live',
  status: 'scheduled',
  manage: 'full',
  replaced: false,
  finished: true,
  ...READ_ONLY,
};

/**
 * Units for everything that an episode may need at once, and for its first stage: an insert is useless without its first update, but
 * the rest may wait for another day. `removals`: playlists that it is to be removed from.
 */
export function estimateUnits(desired: Desired, costs: Costs = COSTS, removals = 0): QuotaNeeds {
  const texts =
    costs['videos.list'] +
    costs['liveBroadcasts.list'] +
    costs['videos.update'] +
    costs['liveBroadcasts.update'];
  const all = texts + stepsCost(desired, costs);
  const removing = removals * (costs['playlistItems.list'] + costs['playlistItems.delete']);
  const insert = searchCost(costs) + costs['liveBroadcasts.insert'];
  return {
    toCreate: { want: insert + all, atLeast: insert + texts },
    toUpdate: { want: all + removing, atLeast: texts },
  };
}

/** Upcoming and active broadcasts, the channel, the newest uploads. */
const searchCost = (costs: Costs): number =>
  2 * costs['liveBroadcasts.list'] + costs['channels.list'] + costs['playlistItems.list'];

function stepsCost({ playlists = [] }: Desired, costs: Costs): number {
  const stream = costs['liveStreams.list'] + 2 * costs['liveBroadcasts.list'] + costs['liveBroadcasts.bind'];
  const thumbnail = costs['videos.list'] + costs['thumbnails.set'];
  const playlist = costs['playlistItems.list'] + costs['playlistItems.insert'];
  return stream + thumbnail + playlist * playlists.length;
}

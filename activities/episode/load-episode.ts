import type { EpisodeFacts, EpisodeRef, QuotaNeed } from '../../contract/episode.ts';
import { readClaims } from '../../domain/changes/claims.ts';
import { isFinished } from '../../domain/changes/plan/changes.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { type Desired, privacyIn } from '../../domain/render/desired.ts';
import { playlistsToLeave } from '../../domain/render/playlists.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { COSTS, type Costs } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { findEpisode, readBases, readCatalogAt } from '../read-content.ts';
import { findBindTime } from './stream-schedule.ts';

/** `baseCommits`: commits that may stand on YouTube; `videoId`: the video that it had so far. */
export type EpisodeQuery = EpisodeRef & {
  readonly videoId?: string;
  readonly baseCommits?: readonly string[];
};

/** Reads from git what a commit says about one episode, and about the video that it had so far. No units. Source: domain/render/desired.ts. */
export async function loadEpisode(
  deps: Dependencies,
  { episodeId, commit, videoId = '', baseCommits = [] }: EpisodeQuery,
): Promise<EpisodeFacts> {
  const catalog = await readCatalogAt(deps.repository, commit);
  const episode = findEpisode(catalog, episodeId);
  const rendering = episode === undefined ? undefined : renderEpisode(catalog, episode);
  if (rendering === undefined || 'problems' in rendering)
    return {
      ...NOTHING,
      ...movedTo(episode, episodeId),
      found: episode !== undefined,
      lookupDelaysMs: deps.lookupDelaysMs,
    };
  const { desired } = rendering;
  const before = episode === undefined ? [] : await readBases(deps.repository, baseCommits, episode);
  const now = deps.clock();
  const bindAt = findBindTime(catalog, desired, now);
  const privacy = privacyIn(desired, false);
  return {
    found: true,
    title: desired.title,
    guests: episode?.guests.map(({ id }) => id) ?? [],
    kind: desired.kind,
    status: desired.status,
    manage: desired.policy.manage,
    finished: isFinished(desired, now),
    ...estimateUnits(desired, deps.costs, playlistsToLeave(desired, before).length),
    lookupDelaysMs: deps.lookupDelaysMs,
    replaced: readClaims(catalog).replaced.has(videoId),
    ...movedTo(episode, episodeId),
    ...defined({ show: episode?.show, videoId: desired.videoId, start: desired.start, privacy }),
    ...(bindAt === undefined ? {} : { bindAt: new Date(bindAt).toISOString() }),
  };
}

const movedTo = (episode: Episode | undefined, episodeId: string): Pick<EpisodeFacts, 'movedTo'> =>
  episode === undefined || episode.id === episodeId ? {} : { movedTo: episode.id };

type QuotaNeeds = { readonly toCreate: QuotaNeed; readonly toUpdate: QuotaNeed };

/** For who has nothing on YouTube: one look at the most. */
const LOOK_ONLY: QuotaNeeds = {
  toCreate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
  toUpdate: { want: COSTS['videos.list'], atLeast: COSTS['videos.list'] },
};

const NOTHING: Omit<EpisodeFacts, 'found' | 'lookupDelaysMs'> = {
  title: '',
  guests: [],
  kind: 'live',
  status: 'scheduled',
  manage: 'full',
  replaced: false,
  finished: true,
  ...LOOK_ONLY,
};

/**
 * Units for everything that an episode may need in one go, and for its first stage: an insert that nothing could follow helps
 * nobody, but the rest of it may wait for another day. `leaves`: playlists that it is to be taken out of.
 */
export function estimateUnits(desired: Desired, costs: Costs = COSTS, leaves = 0): QuotaNeeds {
  const texts =
    costs['videos.list'] +
    costs['liveBroadcasts.list'] +
    costs['videos.update'] +
    costs['liveBroadcasts.update'];
  const all = texts + stepsOf(desired, costs);
  const leaving = leaves * (costs['playlistItems.list'] + costs['playlistItems.delete']);
  const insert = lookOf(costs) + costs['liveBroadcasts.insert'];
  return {
    toCreate: { want: insert + all, atLeast: insert + texts },
    toUpdate: { want: all + leaving, atLeast: texts },
  };
}

/** Upcoming, active, the channel's name, the newest uploads. */
const lookOf = (costs: Costs): number =>
  2 * costs['liveBroadcasts.list'] + costs['channels.list'] + costs['playlistItems.list'];

function stepsOf({ playlists = [] }: Desired, costs: Costs): number {
  const stream = costs['liveStreams.list'] + 2 * costs['liveBroadcasts.list'] + costs['liveBroadcasts.bind'];
  const thumbnail = costs['videos.list'] + costs['thumbnails.set'];
  const playlist = costs['playlistItems.list'] + costs['playlistItems.insert'];
  return stream + thumbnail + playlist * playlists.length;
}

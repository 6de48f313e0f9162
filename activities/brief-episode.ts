import { isFinished } from '../domain/changes.ts';
import { readClaims } from '../domain/claims.ts';
import { privacyIn } from '../domain/desired.ts';
import type { Episode } from '../domain/records.ts';
import { renderEpisode } from '../domain/rendering.ts';
import { LOOK_ONLY, needsOf } from './brief-units.ts';
import { findEpisode, readCatalogAt } from './content.ts';
import { bindTime } from './lease.ts';
import type { Parts } from './parts.ts';
import type { Brief, EpisodeRef } from './types.ts';

/** Reads from git what a commit says about one episode, and about the video that it had so far. No units. Source: domain/desired.ts. */
export async function briefEpisode(
  parts: Parts,
  { episodeId, commit, videoId = '' }: EpisodeRef & { readonly videoId?: string },
): Promise<Brief> {
  const catalog = await readCatalogAt(parts.repository, commit);
  const episode = findEpisode(catalog, episodeId);
  const rendering = episode === undefined ? undefined : renderEpisode(catalog, episode);
  if (rendering === undefined || 'problems' in rendering)
    return {
      ...NOTHING,
      ...movedTo(episode, episodeId),
      found: episode !== undefined,
      lookAgainMs: parts.lookAgainMs,
    };
  const { desired } = rendering;
  const now = parts.clock();
  const bindAt = bindTime(catalog, desired, now);
  const privacy = privacyIn(desired, false);
  return {
    found: true,
    title: desired.title,
    guests: episode?.guests.map(({ id }) => id) ?? [],
    kind: desired.kind,
    status: desired.status,
    manage: desired.policy.manage,
    finished: isFinished(desired, now),
    ...needsOf(desired, parts.costs),
    lookAgainMs: parts.lookAgainMs,
    replaced: readClaims(catalog).replaced.has(videoId),
    ...movedTo(episode, episodeId),
    ...(episode?.show === undefined ? {} : { show: episode.show }),
    ...(desired.videoId === undefined ? {} : { videoId: desired.videoId }),
    ...(desired.start === undefined ? {} : { start: desired.start }),
    ...(privacy === undefined ? {} : { privacy }),
    ...(bindAt === undefined ? {} : { bindAt: new Date(bindAt).toISOString() }),
  };
}

const movedTo = (episode: Episode | undefined, episodeId: string): Pick<Brief, 'movedTo'> =>
  episode === undefined || episode.id === episodeId ? {} : { movedTo: episode.id };

const NOTHING: Omit<Brief, 'found' | 'lookAgainMs'> = {
  title: '',
  guests: [],
  kind: 'live',
  status: 'scheduled',
  manage: 'full',
  replaced: false,
  finished: true,
  ...LOOK_ONLY,
};

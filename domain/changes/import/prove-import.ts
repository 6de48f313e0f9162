import type { Catalog } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { isError, type Problem } from '../../shared/problem.ts';
import { findTextDifference, listUnequal } from './compare-video.ts';
import type { ImportedChannel, ImportedVideo } from './imported-channel.ts';
import type { NewEpisode } from './plan-import.ts';

/** An episode whose file does not render what YouTube shows, and why. */
export type Unproven = NewEpisode & { readonly why: string };

type Input = {
  readonly catalog?: Catalog | undefined;
  readonly problems: readonly Problem[];
  readonly episodes: readonly NewEpisode[];
  readonly channel: Pick<ImportedChannel, 'videos' | 'broadcasts'>;
};

/** Renders each new file and compares it with YouTube, byte for byte. Returns those that are not equal. */
export function listUnproven({ catalog, problems, episodes, channel }: Input): Unproven[] {
  const videos = new Map(channel.videos.map((video) => [video.videoId, video]));
  return episodes.flatMap((one): Unproven[] => {
    const video = videos.get(one.videoId);
    const episode = catalog?.episodes[one.id];
    if (catalog === undefined || video === undefined || episode?.youtube?.videoId !== one.videoId) {
      const problem = problems.find((found) => found.path === one.path && isError(found));
      return [{ ...one, why: problem?.message ?? 'the file cannot be used' }];
    }
    const rendering = renderEpisode(catalog, episode);
    if ('problems' in rendering)
      return [{ ...one, why: rendering.problems[0]?.message ?? 'it cannot be rendered' }];
    const difference = findTextDifference(
      rendering.desired,
      provable(one, rendering.desired, video),
      catalog.academy,
    );
    if (difference === undefined) {
      const unequal = listUnequal(rendering.desired, video, channel.broadcasts.get(video.videoId));
      return unequal.length === 0 ? [] : [{ ...one, why: `${unequal.join(', ')} would differ` }];
    }
    const why = `${difference.field} would differ from character ${difference.at + 1} on`;
    return [{ ...one, why }];
  });
}

/** Tags that no file can hold stay on YouTube, and are not compared. */
const provable = ({ left }: NewEpisode, { tags = [] }: Desired, video: ImportedVideo): ImportedVideo =>
  left.includes('tags') ? { ...video, tags } : video;

import { findFreeSlug, renderSlug } from '../../shared/slug.ts';
import type { ImportedShow } from './choose-shows.ts';
import { type ImportedVideo, inOrder, momentOf } from './imported-channel.ts';

type Input = {
  readonly videos: readonly ImportedVideo[];
  readonly shows: ReadonlyMap<string, ImportedShow>;
  /** Ids that content has already, or whose files exist. */
  readonly isTaken: (id: string) => boolean;
};

/**
 * From a video to the id of its episode: the show and the title. Of several with one title the oldest has it alone and the others add
 * their day, so that a video of tomorrow changes no id of today.
 */
export function nameEpisodes({ videos, shows, isTaken }: Input): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const used = new Set<string>();
  for (const video of inOrder(videos)) {
    const id = findFree(video, shows.get(video.videoId), (one) => used.has(one) || isTaken(one));
    used.add(id);
    ids.set(video.videoId, id);
  }
  return ids;
}

/** The title, else the title and the day, else with a number too; the day alone where a title has no Latin letter. */
function findFree(
  video: ImportedVideo,
  show: ImportedShow | undefined,
  isTaken: (id: string) => boolean,
): string {
  const day = momentOf(video).slice(0, 10);
  const slug = renderSlug(withoutName(video.title, show?.playlist.title), '');
  const folder = show === undefined ? '' : `${show.id}/`;
  const plain = `${folder}${slug === '' ? day : slug}`;
  return isTaken(plain) ? findFreeSlug(slug === '' ? plain : `${plain}-${day}`, isTaken) : plain;
}

/** `Talos vs Red Hat | Klustered` in the folder `klustered` is `talos-vs-red-hat`. */
function withoutName(title: string, name = ''): string {
  const [plain, folded] = [title.trim(), name.trim().toLowerCase()];
  if (folded === '') return plain;
  const lower = plain.toLowerCase();
  const before = plain.slice(folded.length);
  if (lower.startsWith(folded) && /^\s*[|:–—-]/u.test(before)) return before;
  const after = plain.slice(0, plain.length - folded.length);
  if (lower.endsWith(folded) && /(?:[|:–—]|\s-)\s*$/u.test(after)) return after;
  return plain;
}

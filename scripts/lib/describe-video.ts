import type { Adoption } from '../../domain/changes/adopt/types.ts';
import { printable } from '../../domain/shared/media/printable.ts';

/** `K72fOdbxXu8, "Red Hat vs. Talos", public, 2026-12-04`: which video was read. */
export const describeVideo = ({ video }: Pick<Adoption, 'video'>): string =>
  video === undefined
    ? 'its video'
    : [
        video.videoId,
        `"${printable(video.title)}"`,
        video.privacy,
        ...(video.date === undefined ? [] : [video.date.slice(0, 10)]),
      ].join(', ');

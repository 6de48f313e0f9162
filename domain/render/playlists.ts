import { type Desired, ownershipOf } from './desired.ts';

/**
 * Playlists that a video is to be put into: those that desired names and not every base did. What all of them named was done, and when
 * the video is not in it any more, a person took it out.
 */
export const playlistsToJoin = (
  { playlists = [] }: Pick<Desired, 'playlists'>,
  bases: readonly Desired[],
): string[] =>
  bases.length === 0 ? [] : playlists.filter((id) => !bases.every((base) => namedBy(base).includes(id)));

/**
 * Playlists that a video is to be taken out of: those that a base named as ours and desired no longer names. One that a person put it
 * in was never named, and a key that is gone altogether says that playlists are nobody's word any more.
 */
export function playlistsToLeave({ playlists }: Desired, bases: readonly Desired[]): string[] {
  if (playlists === undefined) return [];
  return [...new Set(bases.flatMap(namedBy))].filter((id) => !playlists.includes(id));
}

/** What a base that could be brought to YouTube named as ours. */
function namedBy(base: Desired): readonly string[] {
  const isWritten = base.status !== 'draft' && base.policy.manage !== 'observe';
  return isWritten && ownershipOf(base, 'playlists') !== 'keep' ? (base.playlists ?? []) : [];
}

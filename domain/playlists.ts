import { type Desired, ownershipOf } from './desired.ts';

/**
 * Playlists that a video is to be taken out of: those that a base named as ours and desired no longer names. One that a person put it
 * in was never named, and a key that is gone altogether says that playlists are nobody's word any more.
 */
export function playlistsToLeave(desired: Desired, bases: readonly Desired[]): string[] {
  const { playlists: named } = desired;
  if (named === undefined) return [];
  const before = bases.flatMap((base) =>
    ownershipOf(base, 'playlists') === 'keep' ? [] : (base.playlists ?? []),
  );
  return [...new Set(before)].filter((id) => !named.includes(id));
}

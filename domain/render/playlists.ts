import { type Desired, ownershipOf } from './desired.ts';

/**
 * Playlists to add the video to: those in the desired state that are not in every base. If every base has a playlist, we already
 * added the video; if it is no longer there, a person removed it.
 */
export const playlistsToJoin = (
  { playlists = [] }: Pick<Desired, 'playlists'>,
  bases: readonly Desired[],
): string[] =>
  bases.length === 0 ? [] : playlists.filter((id) => !bases.every((base) => namedBy(base).includes(id)));

/**
 * Playlists to remove the video from: those in a base that are no longer in the desired state. A playlist that a person added was
 * never in a base. Without the key `playlists` we do not manage playlists at all.
 */
export function playlistsToLeave({ playlists }: Desired, bases: readonly Desired[]): string[] {
  if (playlists === undefined) return [];
  return [...new Set(bases.flatMap(namedBy))].filter((id) => !playlists.includes(id));
}

/** Playlists of a base that could have been written to YouTube. */
function namedBy(base: Desired): readonly string[] {
  const isWritten = base.status !== 'draft' && base.policy.manage !== 'observe';
  return isWritten && ownershipOf(base, 'playlists') !== 'keep' ? (base.playlists ?? []) : [];
}

import { renderFault, renderFound } from '../parse-words.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { KeyPath } from '../yaml-places.ts';
import { type Entry, type Rule, tell } from './draft.ts';

type Claim = { readonly name: string; readonly key: KeyPath };
type Claimant = Entry<'episode'> | Entry<'guest'>;

/** An episode is known by its id and by its former ids. */
export const duplicateIds: Rule = ({ episodes }) =>
  refuseSecond(
    episodes.map((episode) => ({ entry: episode, claims: idClaims(episode, episode.record.aliases) })),
    'duplicate-id',
    'an id that no other episode has',
  );

/** An episode stands for its own video and for those that it replaces. */
export const duplicateVideos: Rule = ({ episodes }) =>
  refuseSecond(
    episodes.map((episode) => ({ entry: episode, claims: videoClaims(episode) })),
    'duplicate-video',
    'a video that no other episode claims',
  );

/** A present id beats a former one, so guests with the same former id stay usable: only the later alias is not. */
export const duplicateAliases: Rule = ({ guests }) => {
  const ids = guests.map((guest) => ({ entry: guest, claims: idClaims(guest, []) }));
  const aliases = guests.flatMap((guest) =>
    idClaims(guest, guest.record.aliases)
      .slice(1)
      .map((claim) => ({ entry: guest, claims: [claim] })),
  );
  return refuseSecond([...ids, ...aliases], 'duplicate-id', 'an id that no other guest has');
};

/** Who comes first by path keeps what both claim; who was refused claims nothing. */
function refuseSecond(
  all: readonly { readonly entry: Claimant; readonly claims: readonly Claim[] }[],
  code: ProblemCode,
  expected: string,
): Problem[] {
  const holders = new Map<string, string>();
  return all.flatMap(({ entry, claims }) => {
    const taken = claims.filter(({ name }) => (holders.get(name) ?? entry.path) !== entry.path);
    if (taken.length === 0) for (const { name } of claims) holders.set(name, entry.path);
    return taken.map(({ name, key }) => {
      const message = renderFault(key, expected, renderFound(name));
      return tell(entry, { key, code, message, hint: `${holders.get(name)} has it already.` });
    });
  });
}

function idClaims(entry: Claimant, aliases: readonly string[]): Claim[] {
  return [
    { name: entry.id, key: ['id'] },
    ...aliases.map((name, index) => ({ name, key: ['aliases', index] })),
  ];
}

function videoClaims({ record }: Entry<'episode'>): Claim[] {
  const { videoId, replaces = [] } = record.youtube ?? {};
  return [
    ...(videoId === undefined ? [] : [{ name: videoId, key: ['youtube', 'videoId'] }]),
    ...replaces.map((name, index) => ({ name, key: ['youtube', 'replaces', index] })),
  ];
}

import { renderFault, renderFound } from '../parse-words.ts';
import type { Problem } from '../problem.ts';
import type { KeyPath } from '../yaml-places.ts';
import { type ClaimRule, type Entry, type Rule, tell } from './draft.ts';

type Claim = { readonly of: 'id' | 'video'; readonly name: string; readonly key: KeyPath };
type Claimant = Entry<'episode'> | Entry<'guest'>;

/**
 * An episode is known by its id and its former ids, and stands for its own video and for those that it replaces. One claim
 * that another has already refuses all of them.
 */
export const duplicateClaims: ClaimRule = ({ episodes }, refused) =>
  refuseSecond(
    episodes.map((entry) => ({
      entry,
      claims: [...idClaims(entry, entry.record.aliases), ...videoClaims(entry)],
    })),
    refused,
  );

/** A present id beats a former one, so guests with the same former id stay usable: only the later alias is not. */
export const duplicateAliases: Rule = ({ guests }) => {
  const ids = guests.map((guest) => ({ entry: guest, claims: idClaims(guest, []) }));
  const aliases = guests.flatMap((guest) =>
    idClaims(guest, guest.record.aliases)
      .slice(1)
      .map((claim) => ({ entry: guest, claims: [claim] })),
  );
  return refuseSecond([...ids, ...aliases], new Set());
};

type Claims = { readonly entry: Claimant; readonly claims: readonly Claim[] };

/** Who comes first by path keeps what both claim; who was refused, here or before, claims nothing, and is told all the same. */
function refuseSecond(all: readonly Claims[], refused: ReadonlySet<string>): Problem[] {
  const holders = new Map<string, string>();
  const [good, bad] = [false, true].map((is) => all.filter(({ entry }) => refused.has(entry.path) === is));
  return [...(good ?? []), ...(bad ?? [])].flatMap(({ entry, claims }) => {
    const taken = claims.filter((claim) => (holders.get(nameOf(claim)) ?? entry.path) !== entry.path);
    if (taken.length === 0 && !refused.has(entry.path))
      for (const claim of claims) holders.set(nameOf(claim), entry.path);
    return taken.map((claim) => describe(entry, claim, holders.get(nameOf(claim)) ?? ''));
  });
}

function describe(entry: Claimant, { of, name, key }: Claim, holder: string): Problem {
  const message = renderFault(key, `${EXPECTED[of]} claims`, renderFound(name));
  return tell(entry, { key, code: `duplicate-${of}`, message, hint: `${holder} has it already.` });
}

const EXPECTED = { id: 'an id that no other file', video: 'a video that no other episode' } as const;
const nameOf = ({ of, name }: Claim): string => `${of} ${name}`;

function idClaims(entry: Claimant, aliases: readonly string[]): Claim[] {
  return [
    { of: 'id', name: entry.id, key: ['id'] },
    ...aliases.map((name, index): Claim => ({ of: 'id', name, key: ['aliases', index] })),
  ];
}

function videoClaims({ record }: Entry<'episode'>): Claim[] {
  const { videoId, replaces = [] } = record.youtube ?? {};
  return [
    ...(videoId === undefined ? [] : [{ of: 'video', name: videoId, key: ['youtube', 'videoId'] } as const]),
    ...replaces.map((name, index): Claim => ({ of: 'video', name, key: ['youtube', 'replaces', index] })),
  ];
}

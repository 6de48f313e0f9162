import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Claimants, type ClaimRule, type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

type Claim = { readonly of: 'id' | 'video'; readonly name: string; readonly key: KeyPath };
type Claimant = Entry<'episode'> | Entry<'guest'>;

/**
 * An episode claims its id and former ids, its own video and the videos that it replaces. The file that had a claim in an earlier
 * commit keeps it, and other files with it are rejected; if no file had it, all are.
 */
export const duplicateClaims: ClaimRule = ({ episodes }, rejected, firstClaimants) => {
  const all = episodes.map(claimsOf);
  const usable = all.filter(({ entry }) => !rejected.has(entry.path));
  const losers = findLosers(usable, firstClaimants);
  const holding = indexClaims(usable.filter(({ entry }) => !losers.has(entry.path)));
  const wanting = indexClaims(usable.filter(({ entry }) => losers.has(entry.path)));
  const others = (index: Index, claim: Claim, path: string): readonly string[] =>
    (index.get(nameOf(claim)) ?? []).filter((other) => other !== path);
  const losing = all.filter(({ entry: { path } }) => rejected.has(path) || losers.has(path));
  return losing.flatMap(({ entry, claims }) =>
    claims.flatMap((claim) => {
      const [holder] = others(holding, claim, entry.path);
      if (holder !== undefined) return [toProblem(entry, claim, `${holder} has it already.`)];
      const rivals = rejected.has(entry.path) ? [] : others(wanting, claim, entry.path);
      if (rivals.length === 0) return [];
      return [
        toProblem(
          entry,
          claim,
          `Also claimed by ${rivals.join(' and ')}, and no earlier commit shows which file had it first.`,
        ),
      ];
    }),
  );
};

/** Names that several usable episodes claim, with the paths of these episodes. */
export function listContested({ episodes }: Draft, rejected: ReadonlySet<string>): Index {
  const index = indexClaims(episodes.filter(({ path }) => !rejected.has(path)).map(claimsOf));
  return new Map([...index].filter(([, paths]) => paths.length > 1));
}

/** The names of all claims of an episode's file. */
export const listClaims = (entry: ClaimingFile): readonly string[] => claimsOf(entry).claims.map(nameOf);

type ClaimingFile = Pick<Entry<'episode'>, 'id' | 'record'>;
type EpisodeClaims = { readonly entry: Entry<'episode'>; readonly claims: readonly Claim[] };
/** From the name of a claim to the paths of the files with it. */
type Index = ReadonlyMap<string, readonly string[]>;

const claimsOf = <E extends ClaimingFile>(entry: E) => ({
  entry,
  claims: [...idClaims(entry, entry.record.aliases), ...videoClaims(entry)],
});

function indexClaims(all: readonly EpisodeClaims[]): Index {
  const index = new Map<string, string[]>();
  for (const { entry, claims } of all) {
    for (const name of claims.map(nameOf)) {
      const paths = index.get(name) ?? [];
      if (paths.at(-1) !== entry.path) paths.push(entry.path);
      index.set(name, paths);
    }
  }
  return index;
}

/** First the files that claim what another file had before; then, without those, all files that still share a claim. */
function findLosers(usable: readonly EpisodeClaims[], firstClaimants: Claimants): ReadonlySet<string> {
  const late = [...indexClaims(usable)].flatMap(([name, paths]) => {
    const holder = firstClaimants.get(name);
    return holder !== undefined && paths.includes(holder) ? paths.filter((path) => path !== holder) : [];
  });
  const left = usable.filter(({ entry }) => !late.includes(entry.path));
  const tied = [...indexClaims(left).values()].filter((paths) => paths.length > 1);
  return new Set([...late, ...tied.flat()]);
}

/** A current id wins over a former one, and guests with the same former id stay usable: only the later alias is a problem. */
export const duplicateAliases: Rule = ({ guests }) => {
  const ids = guests.map((guest) => ({ entry: guest, claims: idClaims(guest, []) }));
  const aliases = guests.flatMap((guest) =>
    idClaims(guest, guest.record.aliases)
      .slice(1)
      .map((claim) => ({ entry: guest, claims: [claim] })),
  );
  return rejectLater([...ids, ...aliases]);
};

type Claims = { readonly entry: Claimant; readonly claims: readonly Claim[] };

/** Of two files with one claim the first by path keeps it. */
function rejectLater(all: readonly Claims[]): Problem[] {
  const firstClaimants = new Map<string, string>();
  return all.flatMap(({ entry, claims }) => {
    const taken = claims.filter((claim) => (firstClaimants.get(nameOf(claim)) ?? entry.path) !== entry.path);
    if (taken.length === 0) for (const claim of claims) firstClaimants.set(nameOf(claim), entry.path);
    return taken.map((claim) =>
      toProblem(entry, claim, `${firstClaimants.get(nameOf(claim))} has it already.`),
    );
  });
}

function toProblem(entry: Claimant, { of, name, key }: Claim, hint: string): Problem {
  const message = describeFault(key, `${EXPECTED[of]} claims`, describeFound(name));
  return recordProblem(entry, { key, code: `duplicate-${of}`, message, hint });
}

const EXPECTED = { id: 'an id that no other file', video: 'a video that no other episode' } as const;
const nameOf = ({ of, name }: Claim): string => `${of} ${name}`;

function idClaims(entry: Pick<Claimant, 'id'>, aliases: readonly string[]): Claim[] {
  return [
    { of: 'id', name: entry.id, key: ['id'] },
    ...aliases.map((name, index): Claim => ({ of: 'id', name, key: ['aliases', index] })),
  ];
}

function videoClaims({ record }: Pick<Entry<'episode'>, 'record'>): Claim[] {
  const { videoId, replaces = [] } = record.youtube ?? {};
  return [
    ...(videoId === undefined ? [] : [{ of: 'video', name: videoId, key: ['youtube', 'videoId'] } as const]),
    ...replaces.map((name, index): Claim => ({ of: 'video', name, key: ['youtube', 'replaces', index] })),
  ];
}

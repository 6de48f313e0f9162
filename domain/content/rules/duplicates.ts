import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { parseStart } from '../../shared/start-time.ts';
import { type Claimants, type ClaimRule, type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

/** `isHeld`: nothing is created for it, so it only keeps others from having it. */
type Claim = {
  readonly of: 'id' | 'video' | 'broadcast';
  readonly name: string;
  readonly key: KeyPath;
  readonly isHeld?: true;
};
type Claimant = Entry<'episode'> | Entry<'guest'>;

/**
 * An episode claims its id and former ids, its own video and the videos that it replaces, and, as long as its broadcast is to be
 * created, its title at its start in its show: a copy of the file would create a second one. The file that had a claim in an earlier
 * commit keeps it, and other files with it are rejected; if no file had it, all are.
 */
export const duplicateClaims: ClaimRule = ({ episodes }, rejected, firstClaimants) => {
  const all = episodes.map(claimsOf);
  const usable = all.filter(({ entry }) => !rejected.has(entry.path));
  const losers = findLosers(usable, firstClaimants);
  const holding = indexClaims(usable.filter(({ entry }) => !losers.has(entry.path)));
  const wanting = indexClaims(usable.filter(({ entry }) => losers.has(entry.path)));
  const losing = all.filter(({ entry: { path } }) => rejected.has(path) || losers.has(path));
  return losing.flatMap(({ entry, claims }) =>
    claims.flatMap((claim) => {
      const holder = (holding.get(nameOf(claim)) ?? []).find((other) => other !== entry.path);
      if (claim.isHeld) return [];
      if (holder !== undefined) return [toProblem(entry, claim, `${holder} has it already.`)];
      const claimants = rejected.has(entry.path) ? [] : (wanting.get(nameOf(claim)) ?? []);
      if (claimants.length < 2) return [];
      const rivals = listRivals(claimants, entry.path);
      const hint = `Also claimed by ${rivals}, and no earlier commit shows which file had it first.`;
      return [toProblem(entry, claim, hint)];
    }),
  );
};

/** Of thousands of files with one claim, each problem names a few. */
const MOST_NAMED = 3;

function listRivals(claimants: readonly string[], path: string): string {
  const named = claimants
    .slice(0, MOST_NAMED + 1)
    .filter((other) => other !== path)
    .slice(0, MOST_NAMED);
  const rest = claimants.length - 1 - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(' and ');
}

/** Names that several usable episodes claim, with the paths of these episodes. */
export function listContested({ episodes }: Draft, rejected: ReadonlySet<string>): Index {
  const usable = episodes.filter(({ path }) => !rejected.has(path)).map(claimsOf);
  const held = listHeld(usable);
  return new Map([...indexClaims(usable)].filter(([name, paths]) => paths.length > 1 && !held.has(name)));
}

/** The names of all claims of an episode's file. */
export const listClaims = (entry: ClaimingFile): readonly string[] => claimsOf(entry).claims.map(nameOf);

type ClaimingFile = Pick<Entry<'episode'>, 'id' | 'record'>;
type EpisodeClaims = { readonly entry: Entry<'episode'>; readonly claims: readonly Claim[] };
/** From the name of a claim to the paths of the files with it. */
type Index = ReadonlyMap<string, readonly string[]>;

const claimsOf = <E extends ClaimingFile>(entry: E) => ({
  entry,
  claims: [...idClaims(entry, entry.record.aliases), ...videoClaims(entry), ...broadcastClaims(entry)],
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
  const held = listHeld(usable);
  const late = [...indexClaims(usable)].flatMap(([name, paths]) => {
    const holders = held.get(name);
    if (holders !== undefined) return paths.filter((path) => !holders.has(path));
    const holder = firstClaimants.get(name);
    return holder !== undefined && paths.includes(holder) ? paths.filter((path) => path !== holder) : [];
  });
  const isLate = new Set(late);
  const left = usable.filter(({ entry }) => !isLate.has(entry.path));
  const tied = [...indexClaims(left)].filter(([name, paths]) => paths.length > 1 && !held.has(name));
  return new Set([...late, ...tied.flatMap(([, paths]) => paths)]);
}

/** The paths of episodes that hold a name without claiming it, by that name. */
function listHeld(all: readonly EpisodeClaims[]): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  for (const { entry, claims } of all)
    for (const claim of claims)
      if (claim.isHeld) held.set(nameOf(claim), (held.get(nameOf(claim)) ?? new Set()).add(entry.path));
  return held;
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
  const fix = of === 'broadcast' ? ` ${SECOND_BROADCAST}` : '';
  return recordProblem(entry, { key, code: `duplicate-${of}`, message, hint: `${hint}${fix}` });
}

const EXPECTED = {
  id: 'an id that no other file',
  video: 'a video that no other episode',
  broadcast: 'a title at a start that no other episode of the show',
} as const;
const SECOND_BROADCAST =
  'A second public broadcast would be created: remove one of the files, or change its title or its start.';
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
    ...replaces.map(
      ({ videoId: name }, index): Claim => ({ of: 'video', name, key: ['youtube', 'replaces', index] }),
    ),
  ];
}

/** Streams that are created, and those whose video is named: a copy of one of these would be created. */
function broadcastClaims({ record }: Pick<Entry<'episode'>, 'record'>): Claim[] {
  const { kind, status, youtube } = record;
  const name = kind === 'live' && status === 'scheduled' ? nameBroadcast(record) : undefined;
  if (name === undefined) return [];
  const claim = { of: 'broadcast', name, key: ['scheduledFor'] } as const;
  return [youtube?.videoId === undefined ? claim : { ...claim, isHeld: true }];
}

const broadcasts = new WeakMap<object, string>();

/** `Title at 2026-12-04T17:00:00Z in klustered`: the instant if a zone is written, else as it is written. */
function nameBroadcast(record: Entry<'episode'>['record']): string | undefined {
  const { title, show, scheduledFor } = record;
  if (scheduledFor === undefined) return undefined;
  const known = broadcasts.get(record);
  if (known !== undefined) return known;
  const start = parseStart(scheduledFor, undefined);
  const time = 'start' in start ? start.start : scheduledFor.trim().replace(' ', 'T');
  const place = show === undefined ? '' : ` in ${show}`;
  const name = `${title.normalize('NFC').trim()} at ${time}${place}`;
  broadcasts.set(record, name);
  return name;
}

import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { parseStart } from '../../shared/start-time.ts';
import { type Claimants, type ClaimRule, type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

/**
 * `of`: what `value` is; `name` is both, and the same only for the same claim. `isHeld`: nothing is created for it, so it only keeps
 * others from having it.
 */
type Claim = {
  readonly of: 'id' | 'video' | 'broadcast';
  readonly value: string;
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
  const losing = all.filter(({ entry: { path } }) => rejected.has(path) || losers.has(path));
  if (losing.length === 0) return [];
  const holding = indexClaims(usable.filter(({ entry }) => !losers.has(entry.path)));
  const wanting = indexClaims(usable.filter(({ entry }) => losers.has(entry.path)));
  return losing.flatMap(({ entry, claims }) =>
    claims.flatMap((claim) => {
      const holder = (holding.get(claim.name) ?? []).find((other) => other !== entry.path);
      if (claim.isHeld) return [];
      if (holder !== undefined) return [toProblem(entry, claim, `${holder} has it already.`)];
      const claimants = rejected.has(entry.path) ? [] : (wanting.get(claim.name) ?? []);
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
  return new Map([...indexShared(usable)].filter(([name]) => !held.has(name)));
}

/** The names of all claims of an episode's file. */
export const listClaims = (entry: ClaimingFile): readonly string[] =>
  listClaimsOf(entry).map(({ name }) => name);

type ClaimingFile = Pick<Entry<'episode'>, 'id' | 'record'>;
type EpisodeClaims = { readonly entry: Entry<'episode'>; readonly claims: readonly Claim[] };
/** From the name of a claim to the paths of the files with it. */
type Index = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<object, readonly Claim[]>();

/** Kept with the record, which is of one file and outlives a commit. */
function claimsOf(entry: Entry<'episode'>): EpisodeClaims {
  const claims = known.get(entry.record) ?? listClaimsOf(entry);
  known.set(entry.record, claims);
  return { entry, claims };
}

const listClaimsOf = (entry: ClaimingFile): Claim[] => [
  ...idClaims(entry, entry.record.aliases),
  ...videoClaims(entry),
  ...broadcastClaims(entry),
];

function indexClaims(all: readonly EpisodeClaims[]): Index {
  const index = new Map<string, string[]>();
  for (const { entry, claims } of all) {
    for (const { name } of claims) {
      const paths = index.get(name) ?? [];
      if (paths.at(-1) !== entry.path) paths.push(entry.path);
      index.set(name, paths);
    }
  }
  return index;
}

/** The names in `indexClaims` with several paths; most have one, and cost no list. */
function indexShared(all: readonly EpisodeClaims[]): Index {
  const first = new Map<string, string>();
  const shared = new Map<string, string[]>();
  for (const { entry, claims } of all) {
    for (const { name } of claims) {
      const other = first.get(name);
      if (other === undefined) first.set(name, entry.path);
      else if (other !== entry.path) addOnce(shared, { name, paths: [other, entry.path] });
    }
  }
  return shared;
}

function addOnce(
  shared: Map<string, string[]>,
  { name, paths: [first, path] }: { readonly name: string; readonly paths: readonly [string, string] },
): void {
  const paths = shared.get(name) ?? [first];
  if (paths.at(-1) !== path) paths.push(path);
  shared.set(name, paths);
}

/** First the files that claim what another file had before; then, without those, all files that still share a claim. */
function findLosers(usable: readonly EpisodeClaims[], firstClaimants: Claimants): ReadonlySet<string> {
  const shared = indexShared(usable);
  if (shared.size === 0) return new Set();
  const held = listHeld(usable);
  const late = [...shared].flatMap(([name, paths]) => {
    const holders = held.get(name);
    if (holders !== undefined) return paths.filter((path) => !holders.has(path));
    const holder = firstClaimants.get(name);
    return holder !== undefined && paths.includes(holder) ? paths.filter((path) => path !== holder) : [];
  });
  const isLate = new Set(late);
  const left = usable.filter(({ entry }) => !isLate.has(entry.path));
  const tied = [...indexShared(left)].filter(([name]) => !held.has(name));
  return new Set([...late, ...tied.flatMap(([, paths]) => paths)]);
}

/** The paths of episodes that hold a name without claiming it, by that name. */
function listHeld(all: readonly EpisodeClaims[]): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  for (const { entry, claims } of all)
    for (const claim of claims)
      if (claim.isHeld) held.set(claim.name, (held.get(claim.name) ?? new Set()).add(entry.path));
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
    const taken = claims.filter((claim) => (firstClaimants.get(claim.name) ?? entry.path) !== entry.path);
    if (taken.length === 0) for (const claim of claims) firstClaimants.set(claim.name, entry.path);
    return taken.map((claim) => toProblem(entry, claim, `${firstClaimants.get(claim.name)} has it already.`));
  });
}

function toProblem(entry: Claimant, { of, value, key }: Claim, hint: string): Problem {
  const message = describeFault(key, `${EXPECTED[of]} claims`, describeFound(value));
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
const claim = (of: Claim['of'], value: string, key: KeyPath): Claim => ({
  ...{ of, value, key },
  name: `${of} ${value}`,
});

function idClaims(entry: Pick<Claimant, 'id'>, aliases: readonly string[]): Claim[] {
  return [
    claim('id', entry.id, ['id']),
    ...aliases.map((alias, index) => claim('id', alias, ['aliases', index])),
  ];
}

function videoClaims({ record }: Pick<Entry<'episode'>, 'record'>): Claim[] {
  const { videoId, replaces = [] } = record.youtube ?? {};
  return [
    ...(videoId === undefined ? [] : [claim('video', videoId, ['youtube', 'videoId'])]),
    ...replaces.map((replaced, index) => claim('video', replaced.videoId, ['youtube', 'replaces', index])),
  ];
}

/** Streams that are created, and those whose video is named: a copy of one of these would be created. */
function broadcastClaims({ record }: Pick<Entry<'episode'>, 'record'>): Claim[] {
  const { kind, status, youtube } = record;
  const name = kind === 'live' && status === 'scheduled' ? nameBroadcast(record) : undefined;
  if (name === undefined) return [];
  const made = claim('broadcast', name, ['scheduledFor']);
  return [youtube?.videoId === undefined ? made : { ...made, isHeld: true }];
}

/** `Title at 2026-12-04T17:00:00Z in klustered`: the instant if a zone is written, else as it is written. */
function nameBroadcast(record: Entry<'episode'>['record']): string | undefined {
  const { title, show, scheduledFor } = record;
  if (scheduledFor === undefined) return undefined;
  const start = parseStart(scheduledFor, undefined);
  const time = 'start' in start ? start.start : scheduledFor.trim().replace(' ', 'T');
  const place = show === undefined ? '' : ` in ${show}`;
  return `${title.normalize('NFC').trim()} at ${time}${place}`;
}

import type { Problem } from '../../shared/problem.ts';
import type { RecordSource } from '../catalog/sources.ts';
import { toProblem } from '../parse/parse.ts';
import type { ContentFault } from '../parse/schema-faults.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';

/** A record as its own file defines it; its references are not checked yet. */
export type Entry<K extends Kind> = RecordSource & {
  readonly id: string;
  readonly blob: string;
  readonly record: Bodies[K];
};

/** Ids that can be referred to: those with a record, and those whose file exists but cannot be used. */
export type Names = { readonly usable: ReadonlySet<string>; readonly unusable: ReadonlySet<string> };

/** All records of one commit, each kind in the order of their paths; the input of every rule. */
export type Draft = {
  readonly academy?: Bodies['academy'];
  readonly shows: readonly Entry<'show'>[];
  readonly guests: readonly Entry<'guest'>[];
  readonly sponsors: readonly Entry<'sponsor'>[];
  readonly episodes: readonly Entry<'episode'>[];
  /** Some files could not be read: what they refer to is unknown. */
  readonly hasUnreadFiles: boolean;
  readonly names: { readonly [K in 'show' | 'guest' | 'sponsor']: Names };
  readonly templates: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, string>>;
  readonly blobs: Readonly<Record<string, string>>;
  /** Files that no longer exist, and who still uses them. */
  readonly removed: Removed;
  readonly moves: Moves;
  /** When the commit was made, in ms since 1970: what has ended by then is no longer upcoming. */
  readonly now: number;
};

/** `guest ada`, `show klustered`, `sponsor cloud`, `episode k/1`, or `file thumbs/one.png` with the path from the root. */
export type Reference = `${'guest' | 'show' | 'sponsor' | 'episode' | 'file'} ${string}`;

/** A reference that nothing answers to: `by` is the path of the file that has it, `file` where its target would be. */
export type MissingReference = { readonly by: string; readonly reference: Reference; readonly file: string };

/** From the path of a file that was moved as it is to its former paths, the latest first. */
export type Moves = ReadonlyMap<string, readonly string[]>;

/** `files`: paths that only the files in `uses` may refer to, each by one reference. `names`: by which ids, after the path. */
export type Removed = {
  readonly files: ReadonlySet<string>;
  readonly uses: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
};

export const useOf = ({ by, reference }: Omit<MissingReference, 'file'>): string => `${by}\n${reference}`;

/** Whether a file still uses one that no longer exists. */
export const usesRemoved = ({ removed }: Draft, by: RecordSource, reference: Reference): boolean =>
  removed.uses.size > 0 && removed.uses.has(useOf({ by: by.path, reference }));

/** Whether a file of `map` exists for the file that names it. */
export const exists = (draft: Draft, map: object, path: string, by: RecordSource): boolean =>
  has(map, path) && (!draft.removed.files.has(path) || usesRemoved(draft, by, `file ${path}`));

const missing = new WeakMap<Problem, MissingReference>();

/** Marks a problem as one that a removed file may have caused. */
export function markMissing(problem: Problem, reference: Reference, file: string): Problem {
  missing.set(problem, { by: problem.path, reference, file });
  return problem;
}

export const missingOf = (problem: Problem): MissingReference | undefined => missing.get(problem);

/** A rule across files: lists every problem; a rule that may take long does so record by record. */
export type Rule = (draft: Draft) => readonly Problem[] | ByRecord;

export type ByRecord = Generator<readonly Problem[], void, undefined>;

export type RuleFault = Omit<ContentFault, 'part'> & Partial<Pick<ContentFault, 'part'>>;

/** From the name of a claim to the path of the file that had it first. */
export type Claimants = ReadonlyMap<string, string>;

/** A rule about claims, which only one file may have; files of `rejected` paths have none. */
export type ClaimRule = (draft: Draft, rejected: ReadonlySet<string>, firstClaimants: Claimants) => Problem[];

/** A problem in the file of a record; `part` is the value by default. */
export function recordProblem(entry: RecordSource, fault: RuleFault): Problem {
  const problem = toProblem(entry.path, entry.place, { part: 'value', ...fault });
  if (entry.lastGoodCommit === undefined) return problem;
  const version = `This is the version of commit ${entry.lastGoodCommit.slice(0, 8)}, which is used until the file is fixed.`;
  return { ...problem, hint: problem.hint === undefined ? version : `${problem.hint} ${version}` };
}

/** Whether a map has the key itself: `constructor` is not a template. */
export const has = (map: object, key: string): boolean => Object.hasOwn(map, key);

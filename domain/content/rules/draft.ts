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
};

/** A rule across files: lists every problem. */
export type Rule = (draft: Draft) => Problem[];

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

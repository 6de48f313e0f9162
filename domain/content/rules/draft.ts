import type { Problem } from '../../shared/problem.ts';
import type { RecordSource } from '../catalog/sources.ts';
import { toProblem } from '../parse/parse.ts';
import type { ContentFault } from '../parse/schema-faults.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';

/** A record that its own file made, before anyone asked what it refers to. */
export type Entry<K extends Kind> = RecordSource & {
  readonly id: string;
  readonly blob: string;
  readonly record: Bodies[K];
};

/** What can be named: ids that lead to a record, and ids whose file is there but cannot be used. */
export type Names = { readonly usable: ReadonlySet<string>; readonly lost: ReadonlySet<string> };

/** All records of one commit, each kind in the order of their paths; the input of every rule. */
export type Draft = {
  readonly academy?: Bodies['academy'];
  readonly shows: readonly Entry<'show'>[];
  readonly guests: readonly Entry<'guest'>[];
  readonly sponsors: readonly Entry<'sponsor'>[];
  readonly episodes: readonly Entry<'episode'>[];
  /** There are files that are no records: what they name is unknown. */
  readonly unread: boolean;
  readonly names: { readonly [K in 'show' | 'guest' | 'sponsor']: Names };
  readonly templates: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, string>>;
  readonly blobs: Readonly<Record<string, string>>;
};

/** A rule across files: looks at everything, tells every problem, changes nothing. */
export type Rule = (draft: Draft) => Problem[];

export type RuleFault = Omit<ContentFault, 'part'> & Partial<Pick<ContentFault, 'part'>>;

/** Who had it before: from the name of what only one may have to the path of its earlier holder. */
export type Claimants = ReadonlyMap<string, string>;

/** A rule about what only one may have: who stands among `refused` paths, has nothing. */
export type ClaimRule = (draft: Draft, refused: ReadonlySet<string>, firstClaimants: Claimants) => Problem[];

/** A fault of a record, told of its file; `part` is the value unless it says otherwise. */
export function recordProblem(entry: RecordSource, fault: RuleFault): Problem {
  const problem = toProblem(entry.path, entry.place, { part: 'value', ...fault });
  if (entry.lastGoodCommit === undefined) return problem;
  const held = `This is the form of commit ${entry.lastGoodCommit.slice(0, 8)}, which holds until the file is mended.`;
  return { ...problem, hint: problem.hint === undefined ? held : `${problem.hint} ${held}` };
}

/** Whether a map of ours has the key itself: `constructor` is no template. */
export const has = (map: object, key: string): boolean => Object.hasOwn(map, key);

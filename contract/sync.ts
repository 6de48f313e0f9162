import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Decided, Question, Withheld } from '../domain/changes/approval/approval.ts';
import type { Operator } from './operator.ts';
import { statusQuery } from './quota.ts';
import type { AskTarget, RewriteResult, RewriteScope } from './rewrite.ts';

/** Which commit an operator lets through, by its id or its first seven characters or more. */
export type Acceptance = Operator & { readonly commit: string };

/**
 * What `sync` keeps of a rewrite past its end: what a person decided (pairs by `hashPair`), the question that stands, who
 * paused it (null: nobody any more), and that all but what waits has answered.
 */
export type Decision = {
  readonly commit: string;
  readonly approved?: readonly string[];
  readonly rejected?: readonly string[];
  readonly asked?: Pick<Question, 'checksum' | 'pairs'>;
  readonly pausedBy?: string | null;
  readonly answered?: true;
};

/** What drift found: `count` episodes of `commit` that are ours to write again, the first 500 of them by id. */
export type Behind = {
  readonly commit: string;
  readonly count: number;
  readonly episodes: readonly string[];
};

export const look = defineSignal<[{ readonly because: string }]>('look');

export const settled = defineSignal<[RewriteResult]>('settled');

export const behind = defineSignal<[Behind]>('behind');

export const decided = defineSignal<[Decision]>('decided');

export const accept = defineUpdate<string, [Acceptance]>('accept');

export const syncStatus = defineQuery<SyncStatus>(statusQuery);

/** A fault of the content as operators see it: the place and the message. */
export type Refusal = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};

/** An episode that lost its file. `restore`: the command that brings it back; `at`: ms since 1970, when that was found. */
export type Orphan = {
  readonly episodeId: string;
  readonly path: string;
  readonly restore: string;
  readonly at: number;
};

/** A commit that would orphan so many episodes that it waits for a person; `of`: episodes of the commit before. */
export type Waiting = {
  readonly commit: string;
  readonly subject: string;
  readonly orphaned: number;
  readonly of: number;
  readonly first: readonly string[];
};

export type SyncStatus = {
  readonly head?: string;
  readonly settled?: string;
  readonly seq: number;
  readonly refused: readonly Refusal[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of earlier commits too, with what brings them back. */
  readonly orphans?: readonly Orphan[];
  readonly rewrite?: string;
  readonly paused: boolean;
  /** The commit that was handed over last, and those whose texts may stand on YouTube. */
  readonly reached?: { readonly commit: string; readonly bases: readonly string[] };
  /** Nothing of this commit is done until somebody accepts it or a newer one comes. */
  readonly waits?: Waiting;
  readonly last: string;
  /** Pairs that are kept as approved and as rejected. */
  readonly decided?: { readonly approved: number; readonly rejected: number };
  /** The rewrites are paused, also the next one. */
  readonly rewritePausedBy?: string;
};

/** What a commit means for the work: who is woken by its own file, how much goes through the rewrite. */
export type SyncPlan = {
  /** false: there is no usable academy.yaml; nothing is done. */
  readonly usable: boolean;
  readonly subject: string;
  readonly own: readonly AskTarget[];
  readonly shared: number;
  readonly refused: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly code: string;
    readonly message: string;
  }[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of this commit and of earlier ones, the newest first, at most 20: until a file names them again, or for 30 days. */
  readonly orphans?: readonly Orphan[];
  /** Former ids: their own workflows end before the present ids' begin. */
  readonly moved?: readonly AskTarget[];
  /** There when so many episodes would lose their file that the read may be a partial one: a person is asked first. */
  readonly loss?: Loss;
  /** What of `shared` waits for a person, and stays as it is until then. */
  readonly withheld?: Withheld;
  /** Nobody knows what stands on YouTube: the rewrite looks first how much really differs, and may have to ask then. */
  readonly survey?: true;
};

/** Episodes that lose their file against the commit before, of how many that it had. `first`: some of their ids. */
export type Loss = { readonly orphaned: number; readonly of: number; readonly first: readonly string[] };

/** `before`: the commit that was handed over last. `at`: ms since 1970. */
export type SyncOrder = RewriteScope & {
  readonly at: number;
  readonly before?: string;
  readonly orphans?: readonly Orphan[];
  readonly decided?: Decided;
};

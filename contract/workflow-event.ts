import type { NeedReason } from './attention.ts';

/**
 * What workflows report to the terminal and the log of the worker, each event once: facts, which `describeWorkflowEvent` puts into words. Nothing
 * waits for it, and it is in no history.
 */
export type WorkflowEvent =
  | {
      readonly event: 'commit';
      readonly commit: string;
      readonly subject: string;
      readonly author?: string;
      /** false: there is no usable academy.yaml. */
      readonly usable: boolean;
      /** Episodes that it changes by their own file, and through a shared file. */
      readonly direct: number;
      readonly indirect: number;
      /** It is unknown what is on YouTube: all of `indirect` are compared. */
      readonly compares?: true;
      readonly orphaned: readonly string[];
    }
  /** Every episode has answered for the commit; `needs`: what needs a person all the same. */
  | { readonly event: 'synced'; readonly commit: string; readonly needs: number }
  | {
      readonly event: 'need';
      readonly workflowId: string;
      readonly reason: NeedReason;
      readonly message: string;
      /** Of a broken file, with line and column. */
      readonly place?: string;
      /** How many more of this reason are not reported one by one. */
      readonly more?: number;
    }
  | {
      readonly event: 'cured';
      readonly workflowId: string;
      readonly reason: NeedReason;
      readonly place?: string;
    }
  /** What a person decided, in words. */
  | { readonly event: 'decided'; readonly workflowId: string; readonly decision: string }
  | { readonly event: 'live' | 'ended'; readonly episodeId: string; readonly videoId?: string }
  /** Nothing more is granted to a lane today. `closed`: YouTube says so. */
  | {
      readonly event: 'no-units';
      readonly lane: 'live' | 'rewrite';
      readonly until?: string;
      readonly closed: boolean;
    }
  | { readonly event: 'units-again'; readonly perDay: number };

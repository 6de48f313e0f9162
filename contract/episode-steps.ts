import type { ReplacedReport } from '../domain/changes/replaced.ts';
import type { Field } from '../domain/content/ownership.ts';

/** The cause of a refusal that all thumbnails share: the workflow `quota` holds them until the channel is verified. */
export const UNVERIFIED = 'unverified';

/** A step that is held back. `since`: when this was first refused; `nextTry`: when it is tried again by itself. ISO 8601 */
export type RefusedStepStatus = {
  readonly step: Step;
  readonly message: string;
  readonly since: string;
  readonly nextTry?: string;
  /** It waits with all thumbnails, until the channel is verified. */
  readonly shared?: true;
};

/** What was refused, for its content or for the channel. */
export type StepRefusal = {
  /** A short hash of what the step wanted to send. */
  readonly hash: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** The reason of the refusal, YouTube's or ours. */
  readonly cause?: string;
  /** Those of several that were refused: playlists, or parts of replaced videos. Absent: the whole step. */
  readonly parts?: readonly string[];
};

/** `since`: when this was first refused; `times` in all; `nextTry`: when the same is sent again. Times are ms since 1970. */
export type RefusedStep = StepRefusal & {
  readonly since: number;
  readonly times: number;
  readonly nextTry: number;
};

export type RefusedSteps = Readonly<Partial<Record<Step, RefusedStep>>>;

/** `isHeldBack`: the same is not to be sent again yet. */
export type LastRefusal = Pick<StepRefusal, 'hash' | 'parts'> & { readonly isHeldBack: boolean };

/** replaced: what the file says of the videos that this one replaces. */
export type Step = 'bind' | 'unbind' | 'thumbnail' | 'playlists' | 'replaced';

/** `done: false`: nothing had to be written; `skippedField`: because a person edited this field. */
export type StepResult = {
  readonly spent: number;
  readonly done: boolean;
  readonly detail: string;
  readonly skippedField?: Field;
  /** Its start is near and it has no encoder: why, and what to do. */
  readonly unbound?: string;
  /** Hash of the picture that the thumbnail on YouTube was compared with. */
  readonly thumbnail?: string;
  /** The hash under which the picture of before is kept: a person's was overwritten. */
  readonly kept?: string;
  /** Of the step `replaced`: what is left to say and to do. */
  readonly replaced?: ReplacedReport;
  /** Milliseconds until it is worth another try. */
  readonly checkInMs?: number;
  /** What that try is for. */
  readonly checkFor?: string;
  /** Refused now: the rest of the step was done. */
  readonly refused?: StepRefusal;
  /** It wants what was refused the last time, and did not send it again. */
  readonly stillRefused?: true;
};

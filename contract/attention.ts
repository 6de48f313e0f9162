/** Why a person is needed: the values of the search attribute `Reason`. */
export const REASONS = [
  'approval',
  'broken',
  'channel',
  'credentials',
  'duplicate',
  'edited',
  'failed',
  'missed',
  'notify',
  'overdue',
  'paused',
  'refused',
  'replaced',
  'unbound',
  'vanished',
] as const;

export type Reason = (typeof REASONS)[number];

/** One thing that needs a person. */
export type Need = {
  readonly reason: Reason;
  /** What is wrong and what to do; commands and updates between backticks. */
  readonly message: string;
  /** ms since 1970 */
  readonly since: number;
  /** Of `edited`. */
  readonly fields?: readonly string[];
  /** What several episodes share, for example YouTube's reason: they are one group. */
  readonly cause?: string;
};

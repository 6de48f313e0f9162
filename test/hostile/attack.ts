/** One entry of a commit; `mode` as git writes it, of a plain file by default. Without `data` the path is removed. */
export type AttackFile = {
  readonly path: string | Buffer;
  readonly mode?: '100644' | '100755' | '120000' | '160000';
  readonly data?: string | Buffer;
};

/** A commit that means no good. `subject`: absent, the attack's kind. */
export type Attack = {
  readonly subject?: string | Buffer;
  readonly changes: readonly AttackFile[];
};

/** Numbers that an attack draws: `pick(n)` is one from 0 to n - 1, the same for the same seed. */
export type Dice = {
  pick(count: number): number;
  oneOf<T>(values: readonly T[]): T;
  bytes(length: number): Buffer;
};

export type AttackKind = (dice: Dice) => Attack;

import type { FailureKind } from '../../domain/shared/failure.ts';

/** Everything that can be wrong with a repository, with the kind of failure. */
const KINDS = {
  'no-git': 'stall',
  'not-a-repository': 'stall',
  'not-trusted': 'stall',
  'unknown-branch': 'stall',
  'no-commit': 'stall',
  'unknown-commit': 'bug',
  'unknown-blob': 'stall',
  'too-large': 'stall',
  refused: 'stall',
  unreachable: 'wait',
  'git-failed': 'bug',
} as const satisfies Record<string, FailureKind>;

export type RepositoryFault = keyof typeof KINDS;

/** Thrown by every function of a repository. The message is for an operator and contains no password. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  readonly fault: RepositoryFault;
  /** `wait`: temporary. `stall`: a person must act. `bug`: git failed in an unknown way. */
  readonly kind: FailureKind;

  constructor(fault: RepositoryFault, message: string) {
    super(message);
    this.fault = fault;
    this.kind = KINDS[fault];
  }
}

import type { FailureKind } from '../../domain/shared/failure.ts';

/** What can be wrong with a repository, each with who must act. */
const KINDS = {
  'no-git': 'stall',
  'not-a-repository': 'stall',
  'not-trusted': 'stall',
  'unknown-branch': 'stall',
  'no-commit': 'stall',
  'unknown-commit': 'stall',
  'unknown-blob': 'stall',
  'too-large': 'stall',
  refused: 'stall',
  unreachable: 'wait',
  'git-failed': 'bug',
} as const satisfies Record<string, FailureKind>;

export type RepositoryFault = keyof typeof KINDS;

/** What every function of a repository throws. The message is for an operator and holds no password. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  readonly fault: RepositoryFault;
  /** `wait`: comes back by itself. `stall`: a person must act. `bug`: git did what we do not know. */
  readonly kind: FailureKind;

  constructor(fault: RepositoryFault, message: string) {
    super(message);
    this.fault = fault;
    this.kind = KINDS[fault];
  }
}

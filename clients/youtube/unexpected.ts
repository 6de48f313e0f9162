import type { Method } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';

/** `value`, or a Failure (bug, `unexpected-answer`): YouTube said yes, but left out what every such answer holds. */
export function required<T>(value: T | null | undefined, method: Method, field: string): T {
  if (value !== null && value !== undefined) return value;
  throw unexpected(method, `the answer has no ${field}`);
}

/**
 * Throws a Failure (bug, `unexpected-answer`) for a success whose body is no JSON: the client hands such a text on, and a list read from
 * it would look empty. Deletions answer without a body.
 */
export function assertResource(data: unknown, method: Method): void {
  if (typeof data !== 'string' || data === '') return;
  throw unexpected(method, 'the answer is not the JSON that YouTube sends');
}

const unexpected = (method: Method, what: string): Failure =>
  new Failure({
    kind: 'bug',
    reason: 'unexpected-answer',
    message: `${method}: ${what}. Please report this fault of Showrunner, unless a proxy stands between it and YouTube.`,
    outcome: method.endsWith('.list') ? 'not-applied' : 'unknown',
  });

import type { Method } from '../../domain/costs.ts';
import { Failure } from '../failures.ts';

/** `value`, or a Failure (bug, `unexpected-answer`): YouTube said yes, but left out what every such answer holds. */
export function required<T>(value: T | null | undefined, method: Method, field: string): T {
  if (value !== null && value !== undefined) return value;
  throw new Failure({
    kind: 'bug',
    reason: 'unexpected-answer',
    message: `${method}: the answer has no ${field}. Please report this fault of Showrunner.`,
    outcome: method.endsWith('.list') ? 'not-applied' : 'unknown',
  });
}

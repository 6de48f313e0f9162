import type { Problem } from '../../domain/shared/problem.ts';

/**
 * Problems that were not there before. The place does not count, for lines move; what was found counts as long as it can: a text that
 * was too long and is longer now is the old fault, but of two such faults one is new.
 */
export function findNewProblems(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const exactly = createPool(before, (problem) => `${keyOf(problem)}\n${problem.message}`);
  const unknown = after.filter((problem) => !exactly.take(problem));
  const nearly = createPool(
    exactly.left(),
    (problem) => `${keyOf(problem)}\n${withoutNumbers(problem.message)}`,
  );
  return unknown.filter((problem) => !nearly.take(problem));
}

const keyOf = ({ path, code }: Problem): string => `${path}\n${code}`;

/** `guests[1]` may be `guests[2]` by now, and 5,010 bytes 5,020. */
const withoutNumbers = (message: string): string => message.replace(/\d+(?:[.,]\d+)*/g, '#');

/** Each problem of the list can be taken once. */
function createPool(list: readonly Problem[], keyOf: (problem: Problem) => string) {
  const pool = new Map<string, Problem[]>();
  for (const problem of list) pool.set(keyOf(problem), [...(pool.get(keyOf(problem)) ?? []), problem]);
  return {
    take: (problem: Problem): boolean => pool.get(keyOf(problem))?.pop() !== undefined,
    left: (): readonly Problem[] => [...pool.values()].flat(),
  };
}

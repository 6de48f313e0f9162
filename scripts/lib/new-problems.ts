import type { Problem } from '../../domain/shared/problem.ts';

/**
 * Problems of `after` that `before` does not have. The position is ignored, because lines move. A problem whose message differs only in
 * numbers is an old one: a text that was too long and is now longer still. Of two such problems one is new.
 */
export function findNewProblems(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const same = createPool(before, (problem) => `${keyOf(problem)}\n${problem.message}`);
  const different = after.filter((problem) => !same.remove(problem));
  const similar = createPool(
    same.list(),
    (problem) => `${keyOf(problem)}\n${withoutNumbers(problem.message)}`,
  );
  return different.filter((problem) => !similar.remove(problem));
}

const keyOf = ({ path, code }: Problem): string => `${path}\n${code}`;

/** `guests[1]` may be `guests[2]` by now, and 5,010 bytes 5,020. */
const withoutNumbers = (message: string): string => message.replace(/\d+(?:[.,]\d+)*/g, '#');

/** A list from which each problem can be removed once; `remove` says whether it was there. */
function createPool(problems: readonly Problem[], keyOf: (problem: Problem) => string) {
  const pool = new Map<string, Problem[]>();
  for (const problem of problems) pool.set(keyOf(problem), [...(pool.get(keyOf(problem)) ?? []), problem]);
  return {
    remove: (problem: Problem): boolean => pool.get(keyOf(problem))?.pop() !== undefined,
    list: (): readonly Problem[] => [...pool.values()].flat(),
  };
}

import type { Problem } from '../../shared/problem.ts';
import type { Steps } from '../../shared/steps.ts';
import type { Draft, Rule } from './draft.ts';

/** The problems of all rules. A step is a rule or, of a rule that may take long, a record. */
export function* applyRules(rules: readonly Rule[], draft: Draft): Steps<Problem[]> {
  const problems: Problem[] = [];
  for (const rule of rules) {
    const found = rule(draft);
    const parts = isWhole(found) ? [found] : found;
    for (const part of parts) {
      for (const problem of part) problems.push(problem);
      yield;
    }
  }
  return problems;
}

const isWhole = (found: ReturnType<Rule>): found is readonly Problem[] => Array.isArray(found);

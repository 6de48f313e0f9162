import type { z } from 'zod';
import { describeChoice } from '../../shared/messages.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** zod's error map: the words after "expected", if the schema has none of its own. */
export function describeExpected(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue['format'] === 'safeint' ? 'int' : issue.expected] ?? issue.expected;
    case 'invalid_value':
      return describeChoice(issue.values.map((value) => JSON.stringify(value) ?? String(value)));
    case 'too_small':
      return `${issue.origin === 'array' ? 'a list of ' : ''}at least ${issue.minimum}`;
    case 'too_big':
      return describeMost(issue.origin, issue.maximum);
    default:
      return undefined;
  }
}

function describeMost(origin: string, most: number | bigint): string {
  if (origin === 'string') return `at most ${most} characters`;
  return `${origin === 'array' ? 'a list of ' : ''}at most ${most}`;
}

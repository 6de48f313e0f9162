/** What can be wrong with content. `docs/content.md` explains each with its cause and its cure. */
export const PROBLEM_CODES = [
  'yaml-syntax',
  'not-a-mapping',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'wrong-value',
  'unknown-guest',
  'unknown-host',
  'unknown-show',
  'unknown-sponsor',
  'unknown-stream',
  'unknown-template',
  'missing-file',
  'duplicate-id',
  'duplicate-video',
  'missing-academy',
  'missing-zone',
  'missing-start',
  'missing-video',
  'template-error',
  'title-too-long',
  'title-empty',
  'description-too-long',
  'tags-too-long',
  'angle-bracket',
  'control-character',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * One fault of one file. `line` and `column` count from 1; `message` begins with the path of the key, `guests[1].id:`,
 * where there is one; `hint` is a whole sentence.
 */
export type Problem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
};

/** The form that people and editors know: `file:line:column  code`, then what was expected and found. */
export function renderProblem(problem: Problem): string {
  const { path, line, column, code, message, hint } = problem;
  const lines = [`${path}:${line}:${column}  ${code}`, `  ${message}`];
  if (hint !== undefined) lines.push(`  ${hint}`);
  return lines.join('\n');
}

/** By file, then by place: the order in which a person walks through them. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareTexts(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.message, b.message)
  );
}

/** By code unit, the same on every machine. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

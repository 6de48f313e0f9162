/** An error keeps something from YouTube. A warning blocks nothing: it says what will look wrong to readers or to YouTube. */
export type Severity = 'error' | 'warning';

/** What can be wrong with content. `docs/content.md` explains the cause and the fix of each code. */
const SEVERITIES = {
  'yaml-syntax': 'error',
  'not-a-mapping': 'error',
  'unknown-key': 'error',
  'missing-key': 'error',
  'wrong-type': 'error',
  'wrong-value': 'error',
  'unknown-guest': 'error',
  'unknown-host': 'error',
  'unknown-show': 'error',
  'unknown-sponsor': 'error',
  'unknown-stream': 'error',
  'unknown-template': 'error',
  'unknown-block': 'error',
  'unknown-category': 'error',
  'unknown-profile': 'error',
  'removed-file': 'error',
  'missing-file': 'error',
  'unusable-picture': 'error',
  'missing-glyph': 'error',
  'unreadable-colour': 'error',
  'duplicate-id': 'error',
  'duplicate-video': 'error',
  'duplicate-broadcast': 'error',
  'streams-overlap': 'error',
  'ambiguous-marker': 'error',
  'missing-academy': 'error',
  'missing-zone': 'error',
  'missing-start': 'error',
  'missing-video': 'error',
  'start-at-epoch': 'error',
  'start-in-the-past': 'error',
  'moved-without-id': 'error',
  'template-error': 'error',
  'thumbnail-markup': 'error',
  'title-too-long': 'error',
  'title-empty': 'error',
  'description-too-long': 'error',
  'tags-too-long': 'error',
  'angle-bracket': 'error',
  'control-character': 'error',
  'cut-by-comment': 'warning',
  'folded-lines': 'warning',
  'block-dropped': 'warning',
  'too-many-hashtags': 'warning',
  'chapters-start-late': 'warning',
  'chapters-too-few': 'warning',
  'chapters-unordered': 'warning',
  'chapter-too-short': 'warning',
  'chapter-beyond-end': 'warning',
  'second-list-of-times': 'warning',
  'raw-markdown': 'warning',
  'captions-unshown': 'warning',
  'unknown-language': 'warning',
  'moved-into-the-past': 'warning',
  'channel-changed': 'warning',
  'episode-url-changed': 'warning',
  'drift-changed': 'warning',
  'differs-in-case': 'warning',
  'unused-guest': 'warning',
  'former-name': 'warning',
  'unlisted-guest': 'warning',
  overridden: 'warning',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof SEVERITIES;
export const PROBLEM_CODES = Object.keys(SEVERITIES) as readonly ProblemCode[];

export const severityOf = ({ code }: Pick<Problem, 'code'>): Severity => SEVERITIES[code];
export const isError = (problem: Pick<Problem, 'code'>): boolean => severityOf(problem) === 'error';

/**
 * One fault in one file. `line` and `column` count from 1. `message` begins with the path of the key, `guests[1].id:`,
 * if there is one; `hint` is a whole sentence. `episode` is the id of the episode whose rendered text is wrong: the file may
 * be another one, such as a guest's.
 */
export type Problem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
  readonly episode?: string;
};

/** As editors link it: `file:line:column  code`, then what was expected and found. */
export const renderProblem = (problem: Problem): string => renderProblemLines(problem).join('\n');

/** Its lines, to print: path and message may hold line ends. */
export function renderProblemLines(problem: Problem): string[] {
  const { path, line, column, code, message, hint } = problem;
  const word = isError(problem) ? '' : ' (warning)';
  const lines = [`${path}:${line}:${column}  ${code}${word}`, `  ${message}`];
  if (hint !== undefined) lines.push(`  ${hint}`);
  return lines;
}

/** By file, then by place: the order in which a person fixes them. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareTexts(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.message, b.message)
  );
}

/** Errors first, then by file and place. */
export const compareBySeverity = (a: Problem, b: Problem): number =>
  Number(isError(b)) - Number(isError(a)) || compareProblems(a, b);

/** By code unit, the same on every machine. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

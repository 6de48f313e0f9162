import { printable } from './format.ts';

/** A collapsed block with a title. */
export const fold = (title: string, text: string): string =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;

/** A code block whose fence is longer than any run of backticks in its untrusted text. */
export function fence(lines: readonly string[], language = 'diff'): string {
  const bar = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${bar}${language}`, ...lines, bar].join('\n');
}

/** Inline code that is safe for any text. */
export function code(text: string): string {
  const line = printable(text);
  const bar = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${bar}${pad}${line}${pad}${bar}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);

import { printable } from './words.ts';

/** Folded away behind its title. */
export const fold = (title: string, text: string): string =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;

/** A fence longer than any that a stranger's text could close it with. */
export function fence(lines: readonly string[], language = 'diff'): string {
  const bar = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${bar}${language}`, ...lines, bar].join('\n');
}

/** Inline code, whatever stands in it. */
export function code(text: string): string {
  const line = printable(text);
  const bar = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${bar}${pad}${line}${pad}${bar}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);

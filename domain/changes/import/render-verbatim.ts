import { escapeText, UNSEEN } from './render-scalar.ts';

/**
 * The lines of `verbatim:` in a file. A block, which people can read and edit, where YAML and editors keep every byte of it; else a
 * text in double quotes, a line for each line of the text. `indent`: spaces before the key.
 */
export const renderVerbatim = (text: string, indent = ''): string =>
  isBlock(text) ? renderBlock(text, indent) : `${indent}verbatim: "${renderQuoted(text, indent)}"\n`;

/** Editors cut spaces at the ends of lines and line breaks at the end of a file, and some compose accents. */
const isBlock = (text: string): boolean =>
  text !== '' &&
  text === text.normalize('NFC') &&
  !/^\s|[^\S\n]$|[^\S\n]\n|\n\n$/.test(text) &&
  !UNSEEN.test(text.replaceAll('\n', ''));

function renderBlock(text: string, indent: string): string {
  const isClosed = text.endsWith('\n');
  const lines = (isClosed ? text.slice(0, -1) : text).split('\n');
  const indented = lines.map((line) => (line === '' ? '\n' : `${indent}  ${line}\n`));
  return `${indent}verbatim: ${isClosed ? '|' : '|-'}\n${indented.join('')}`;
}

/** A line break behind a backslash, with the spaces after it, is not part of the text. */
const renderQuoted = (text: string, indent: string): string =>
  text
    .split(/(?<=\n)/)
    .map(escapeText)
    .map((line, index) => (index === 0 ? line : `\\\n${indent}  ${line.replace(/^ /, '\\x20')}`))
    .join('');

/** The line around an offset: `start` and `end` are offsets, `content` is without the white space around it. */
export function readLine(text: string, offset: number) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.length : found;
  const line = text.slice(start, end);
  const indent = line.length - line.trimStart().length;
  return { start, end, indent, content: line.trim() };
}

/** A text as one puts it in quotes, in one line. */
export function quoteText(text: string): string {
  const line = text.trim();
  return /["\\]/.test(line) ? `'${line.replaceAll("'", "''")}'` : `"${line}"`;
}

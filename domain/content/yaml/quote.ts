/** A text in quotes, on one line. */
export function quote(text: string): string {
  const line = text.trim();
  return /["\\]/.test(line) ? `'${line.replaceAll("'", "''")}'` : `"${line}"`;
}

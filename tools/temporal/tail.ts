/** The last lines of a text, empty ones left out: what people need of a long log. */
export function readTail(text: string, lines: number): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines);
}

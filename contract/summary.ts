const MOST_BYTES = 190;

/** A summary as the server takes it, at most 200 bytes: cut between characters. */
export function toSummary(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > MOST_BYTES) return `${cut}…`;
    cut += character;
  }
  return text;
}

const MAX_BYTES = 190;

/** Cuts a text between characters to a summary that the server accepts: at most 200 bytes. */
export function toSummary(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > MAX_BYTES) return `${cut}…`;
    cut += character;
  }
  return text;
}

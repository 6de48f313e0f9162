/**
 * Without the characters of `signs` at its end. An expression such as `/\/+$/` starts again at every character of a long run that is
 * not at the end, and takes a time that grows with its square.
 */
export function trimEndOf(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** `1 episode`, `3,000 episodes`. */
export const count = (number: number, word: string): string =>
  `${formatNumber(number)} ${word}${number === 1 ? '' : 's'}`;

/** `9,184`, in every locale. */
export const formatNumber = (number: number): string => number.toLocaleString('en-US');

export const shortenCommit = (commit: string | undefined): string => commit?.slice(0, 10) ?? 'nothing';

/** Replaces characters that move the cursor or change the text direction, as the text may be untrusted. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

/** The first names of a list, and how many more there are. */
export function listSome(names: readonly string[], most: number): string {
  const left = names.length - most;
  // "and 1 more" is not shorter than the name itself.
  if (left <= 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${formatNumber(left)} more`;
}

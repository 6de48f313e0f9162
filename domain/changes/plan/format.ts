/** `1 episode`, `3,000 episodes`. */
export const count = (number: number, word: string): string =>
  `${formatNumber(number)} ${word}${number === 1 ? '' : 's'}`;

/** `9,184`, in every locale. */
export const formatNumber = (number: number): string => number.toLocaleString('en-US');

export const shortenCommit = (commit: string | undefined): string => commit?.slice(0, 10) ?? 'nothing';

/** The first names of a list, and how many more there are. */
export function listSome(names: readonly string[], most: number): string {
  const left = names.length - most;
  // "and 1 more" is not shorter than the name itself.
  if (left <= 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${formatNumber(left)} more`;
}

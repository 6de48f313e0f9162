import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a person most likely meant, or undefined when none is close: at most one edit in a short word, and
 * one per three letters in a longer one. Case does not count. Of equally close candidates the first wins.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const meant = word.toLowerCase();
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(word.length / 3));
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = countEdits(meant, candidate.toLowerCase());
    if (distance > limit) continue;
    best = candidate;
    limit = distance - 1;
  }
  return best;
}

/** A longer one is no misspelling, and comparing two of them takes seconds. */
const LONGEST_WORD = 300;

/** Names are shorter than this: for a longer word swapped letters are not tried, to save time. */
const LONGEST_NAME = 100;

/** Adding, removing or changing a letter counts one, and so does swapping two neighbours. */
function countEdits(word: string, candidate: string): number {
  let [letters, swaps, rest] = [word, 0, distance(word, candidate)];
  for (let at = 1; at < word.length && word.length <= LONGEST_NAME; at += 1) {
    const pair = `${letters[at]}${letters[at - 1]}`;
    // Most candidates do not contain the swapped pair, so most swaps need no comparison.
    if (!candidate.includes(pair)) continue;
    const swapped = `${letters.slice(0, at - 1)}${pair}${letters.slice(at + 1)}`;
    const remaining = distance(swapped, candidate);
    if (remaining < rest) [letters, swaps, rest] = [swapped, swaps + 1, remaining];
  }
  return swaps + rest;
}

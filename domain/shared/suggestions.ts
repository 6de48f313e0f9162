import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a person most likely meant, or undefined when none is near: at most one edit in a short word and
 * one in three letters of a longer one. Case does not count. Of equally near candidates the first wins.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
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

/** No name that a person meant is longer: what is longer is only compared as it is. */
const LONGEST_NAME = 100;

/** A letter that came, left or changed counts one, and so do two neighbours that changed places. */
function countEdits(word: string, candidate: string): number {
  let [letters, swaps, rest] = [word, 0, distance(word, candidate)];
  for (let at = 1; at < word.length && word.length <= LONGEST_NAME; at += 1) {
    const pair = `${letters[at]}${letters[at - 1]}`;
    // Of most pairs the candidate has none the other way round.
    if (!candidate.includes(pair)) continue;
    const swapped = `${letters.slice(0, at - 1)}${pair}${letters.slice(at + 1)}`;
    const left = distance(swapped, candidate);
    if (left < rest) [letters, swaps, rest] = [swapped, swaps + 1, left];
  }
  return swaps + rest;
}

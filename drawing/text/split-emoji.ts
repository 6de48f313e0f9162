import type { FontSet } from '../fonts/font-set.ts';
import { measureWidths } from './measure.ts';

/** Ems: a picture is as wide as the letters are high, and widths have rounding errors. */
const ROUNDING = 0.001;

/**
 * Emoji that satori breaks into characters that no font has: its rules for line breaks are older than some emoji, as the palms of
 * Unicode 15 with a skin tone. Asks satori itself: what it draws as one picture is one em wide.
 */
export async function findSplitEmoji(fontSet: FontSet): Promise<readonly string[]> {
  const sequences = Object.keys(fontSet.images).filter((cluster) => [...cluster].length > 1);
  const widths = await measureWidths(sequences, {}, fontSet);
  return sequences.filter((_, index) => Math.abs((widths[index] ?? 0) - 1) > ROUNDING);
}

import type { OwnParts, PartName } from './own-parts.ts';

/** More ways to split one text are not tried: then it becomes an override. */
const MOST_WAYS = 2_000;

/**
 * What the own parts must say so that the description becomes `live`, if everything around them is unchanged; undefined if it is
 * not. Where a text can be split in several ways, the one with the smallest change. `isPossible`: whether a text can be that part.
 */
export function matchParts(
  { fixed, parts }: OwnParts,
  live: string,
  isPossible: (name: PartName, text: string) => boolean,
): readonly string[] | undefined {
  if (fixed.slice(1, -1).includes('')) return undefined;
  let best: { readonly texts: readonly string[]; readonly cost: number } | undefined;
  let ways = 0;
  for (const texts of splitAt(fixed, live)) {
    ways += 1;
    if (ways > MOST_WAYS) return undefined;
    if (!parts.every(({ name }, index) => isPossible(name, texts[index] ?? ''))) continue;
    const cost = parts.reduce((sum, { text }, index) => sum + countChanged(text, texts[index] ?? ''), 0);
    if (best === undefined || cost < best.cost) best = { texts, cost };
  }
  return best?.texts;
}

/** All ways in which `live` is the fixed texts with something between them. */
function* splitAt(fixed: readonly string[], live: string): Generator<readonly string[]> {
  const [first = '', next, ...rest] = fixed;
  if (!live.startsWith(first)) return;
  const text = live.slice(first.length);
  if (next === undefined) {
    if (text === '') yield [];
    return;
  }
  if (rest.length === 0) {
    if (text.length > next.length && text.endsWith(next)) yield [text.slice(0, text.length - next.length)];
    return;
  }
  for (let at = text.indexOf(next, 1); at >= 0; at = text.indexOf(next, at + 1))
    for (const others of splitAt([next, ...rest], text.slice(at))) yield [text.slice(0, at), ...others];
}

/** Characters outside the common beginning and end of two texts. */
function countChanged(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return before.length + after.length - 2 * (head + tail);
}

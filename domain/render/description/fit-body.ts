import type { Block } from './description.ts';

/** A body that fits, and the blocks that it had to do without. */
export type Fitted = { readonly body: string; readonly dropped: readonly Block[] };

/**
 * Drops blocks in the order of `overflow` until the body fits; one that shortens nothing is not dropped. What does not fit
 * without all of them stays whole: it is an error, and nothing of it is sent.
 */
export function fitBody(input: {
  readonly render: (without: readonly Block[]) => string;
  /** Bytes of the whole description. */
  readonly measure: (body: string) => number;
  readonly most: number;
  readonly overflow: readonly Block[];
}): Fitted {
  const { render, measure, most, overflow } = input;
  const whole = render([]);
  let [body, dropped]: [string, readonly Block[]] = [whole, []];
  for (const block of overflow) {
    if (measure(body) <= most) break;
    const shorter = render([...dropped, block]);
    if (measure(shorter) >= measure(body)) continue;
    [body, dropped] = [shorter, [...dropped, block]];
  }
  return measure(body) <= most ? { body, dropped } : { body: whole, dropped: [] };
}

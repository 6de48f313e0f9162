import type { DescriptionBlock } from './description.ts';

/** A body that fits, and the blocks that were dropped for it. */
export type Fitted = { readonly body: string; readonly dropped: readonly DescriptionBlock[] };

/**
 * Drops blocks in the order of `overflow` until the body fits. A block that does not make it shorter is not dropped. If it does
 * not fit even without all of them, the whole body is returned: this is an error, and nothing is sent.
 */
export function fitBody(input: {
  readonly render: (without: readonly DescriptionBlock[]) => string;
  /** The length of the whole description. */
  readonly measure: (body: string) => number;
  readonly most: number;
  readonly overflow: readonly DescriptionBlock[];
}): Fitted {
  const { render, measure, most, overflow } = input;
  const whole = render([]);
  let [body, dropped]: [string, readonly DescriptionBlock[]] = [whole, []];
  for (const block of overflow) {
    if (measure(body) <= most) break;
    const shorter = render([...dropped, block]);
    if (measure(shorter) >= measure(body)) continue;
    [body, dropped] = [shorter, [...dropped, block]];
  }
  return measure(body) <= most ? { body, dropped } : { body: whole, dropped: [] };
}

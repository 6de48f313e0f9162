/** The first insert needs no look but its own; after one that got no answer, every delay's look comes before another. */
export const mayInsert = (looks: number, delays: readonly number[]): boolean =>
  looks === 0 || looks >= delays.length;

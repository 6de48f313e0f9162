/** A bucket of tokens: `burst` at once, then one every `everyMs`. Times in ms. */
export type Rate = {
  /** false: there is none left. */
  take(now: number): boolean;
  /** Until the next one, 0 if there is one. */
  wait(now: number): number;
};

export function createRate({ burst, everyMs }: { readonly burst: number; readonly everyMs: number }): Rate {
  /** When the bucket would be full again. */
  let fullAt = 0;
  const wait = (now: number): number => Math.max(0, fullAt - (burst - 1) * everyMs - now);
  return {
    take: (now) => {
      // A clock that was set back must not close the door for as long.
      if (fullAt > now + burst * everyMs) fullAt = now;
      if (wait(now) > 0) return false;
      fullAt = Math.max(fullAt, now) + everyMs;
      return true;
    },
    wait,
  };
}

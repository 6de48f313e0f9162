import { createRate } from './rate.ts';

/** `now`: the branch is being checked; `soon`: within a few seconds, together with what else comes until then. */
export type LookTime = 'now' | 'soon';

export type Looks = {
  /** Every request leads to a look that begins after it. @throws what `look` throws */
  request(): Promise<LookTime>;
  close(): void;
};

type LooksOptions = {
  /** Asks `sync` to read the branch. */
  readonly look: () => Promise<void>;
  /** A look that was put off could not be done; the poll finds the commit. */
  readonly report: (error: unknown) => void;
  readonly burst?: number;
  readonly everyMs?: number;
};

/** A few at once for a busy hour, then one in ten seconds: each costs a fetch and an event in a history. */
const BURST = 6;
const EVERY_MS = 10_000;

/** Asks for looks, however many requests come. */
export function createLooks({ look, report, burst = BURST, everyMs = EVERY_MS }: LooksOptions): Looks {
  const rate = createRate({ burst, everyMs });
  let due: NodeJS.Timeout | undefined;
  const lookLater = (): void => {
    due = undefined;
    rate.take(Date.now());
    look().catch(report);
  };
  return {
    request: async () => {
      if (due === undefined && rate.take(Date.now())) {
        await look();
        return 'now';
      }
      due ??= setTimeout(lookLater, rate.wait(Date.now()));
      return 'soon';
    },
    close: () => clearTimeout(due),
  };
}

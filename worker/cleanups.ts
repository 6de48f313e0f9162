type Cleanup = () => Promise<unknown>;

/** What must be stopped again, the last one first. */
export type Cleanups = {
  /** Aborted as soon as it begins to stop: what is still starting ends early. */
  readonly stopping: AbortSignal;
  /** What is added after the stop is stopped at once. */
  add(cleanup: Cleanup): Promise<void>;
  /** Stops everything once; a cleanup that fails is reported and does not stop the others. */
  stop(): Promise<void>;
};

export function createCleanups(report: (line: string) => void): Cleanups {
  const stopping = new AbortController();
  const cleanups: Cleanup[] = [];
  const run = async (cleanup: Cleanup): Promise<void> => {
    await cleanup().catch((error: unknown) => report(`while shutting down: ${String(error)}`));
  };
  return {
    stopping: stopping.signal,
    add: async (cleanup) => {
      if (stopping.signal.aborted) await run(cleanup);
      else cleanups.push(cleanup);
    },
    stop: async () => {
      stopping.abort();
      for (const cleanup of cleanups.splice(0).reverse()) await run(cleanup);
    },
  };
}

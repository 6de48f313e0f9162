export type Cleanup = () => Promise<unknown>;

const AN_HOUR = 3_600_000;

/** Runs work that may register cleanups, and runs them afterwards in reverse order, also when the work fails. */
export async function withCleanup<T>(work: (later: (end: Cleanup) => void) => Promise<T>): Promise<T> {
  const endings: Cleanup[] = [];
  // Processes that were let go of (`unref`) do not keep this one alive while it waits for their end.
  const alive = setInterval(() => undefined, AN_HOUR);
  try {
    return await work((end) => endings.push(end));
  } finally {
    for (const end of endings.reverse())
      await end().catch((error: unknown) => console.error(`while ending: ${String(error)}`));
    clearInterval(alive);
  }
}

/** For a busy machine. */
const LIMIT_MS = 90_000;
/** Most reads cost the worker a task, and without a workflow cache a replay. So the pause grows with the time waited, of which it is a tenth. */
const PAUSE_MS = { least: 50, most: 250, share: 0.1 };

/** Reads repeatedly until the value is right; a failed read is repeated too. @throws Error with the last value */
export async function until<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  limitMs = LIMIT_MS,
): Promise<T> {
  const began = Date.now();
  let last: unknown;
  for (;;) {
    try {
      const value = await read();
      if (isRight(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    const waited = Date.now() - began;
    if (waited > limitMs)
      throw new Error(`the condition was not met within ${limitMs} ms; last value: ${render(last)}`);
    await new Promise((resolve) => setTimeout(resolve, choosePause(waited)));
  }
}

const choosePause = (waited: number): number =>
  Math.min(Math.max(waited * PAUSE_MS.share, PAUSE_MS.least), PAUSE_MS.most);

const render = (value: unknown): string =>
  value instanceof Error ? String(value) : (JSON.stringify(value) ?? String(value));

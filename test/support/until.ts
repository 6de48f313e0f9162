/** For a busy machine. */
const LIMIT_MS = 90_000;

/** Reads repeatedly until the value is right; a failed read is repeated too. @throws Error with the last value */
export async function until<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  limitMs = LIMIT_MS,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await read();
      if (isRight(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(`the condition was not met within ${limitMs} ms; last value: ${render(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const render = (value: unknown): string =>
  value instanceof Error ? String(value) : (JSON.stringify(value) ?? String(value));

/** On a machine that does much else at the same time. */
const LIMIT_MS = 90_000;

/** Asks again until the answer is right; a question that fails is asked again too. */
export async function until<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  limitMs = LIMIT_MS,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(`it did not come to that within ${limitMs} ms; last: ${render(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const render = (answer: unknown): string =>
  answer instanceof Error ? String(answer) : (JSON.stringify(answer) ?? String(answer));

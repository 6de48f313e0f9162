/**
 * A long calculation in steps: at each `yield` its caller may let others go on, or stop it. It stays pure; who runs it decides
 * whether it pauses.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

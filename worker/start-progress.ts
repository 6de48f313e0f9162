/** What is still starting. */
export type StartProgress = {
  /** `name`: for people. */
  track<T>(name: string, starting: Promise<T>): Promise<T>;
  list(): readonly string[];
};

export function createStartProgress(): StartProgress {
  const names = new Set<string>();
  return {
    track: (name, starting) => {
      names.add(name);
      return starting.finally(() => names.delete(name));
    },
    list: () => [...names],
  };
}

/** Rejects, and says what it has to wait for, as soon as the start is not wanted any more. */
export const stopStart = (
  unwanted: AbortSignal,
  print: (line: string) => void,
  progress: Pick<StartProgress, 'list'>,
): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => {
      const names = progress.list();
      const what = names.length === 0 ? 'what has started' : join(names);
      print(`it was still starting: ending ${what} first, for 15 s at most; press Ctrl-C again to quit now`);
      reject(new Error('stopped before it was ready'));
    };
    if (unwanted.aborted) stop();
    else unwanted.addEventListener('abort', stop, { once: true });
  });

/** `a, b and c` */
const join = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

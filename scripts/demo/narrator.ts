/** Prints the demo with the seconds since the scene started, and collects the checks that failed. */
export type Narrator = {
  /** Starts a scene: the clock starts at zero. */
  startScene(title: string): void;
  print(line: string): void;
  /** Prints a statement about the channel, and whether it is true. */
  check(isTrue: boolean, statement: string): void;
  /** Seconds since the scene started. */
  seconds(): number;
  readonly failures: readonly string[];
};

export function createNarrator(print: (line: string) => void, clock: () => number): Narrator {
  const failures: string[] = [];
  let startedAt = clock();
  let scene = 0;
  const seconds = (): number => (clock() - startedAt) / 1000;
  const stamp = (): string => `${seconds().toFixed(1).padStart(6)} s`;
  return {
    failures,
    seconds,
    startScene: (title) => {
      scene += 1;
      startedAt = clock();
      print(`\n${scene}. ${title}`);
    },
    print: (line) => print(`${stamp()}  ${line.replaceAll('\n', '\n          ')}`),
    check: (isTrue, statement) => {
      if (!isTrue) failures.push(statement);
      print(`${isTrue ? 'checked' : ' FAILED'}   ${statement}`);
    },
  };
}

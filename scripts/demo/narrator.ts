/** Tells the story with the seconds since the scene began, and keeps what was not as told. */
export type Narrator = {
  /** Begins a scene: the clock starts again. */
  begin(title: string): void;
  tell(line: string): void;
  /** Something that is told and can be false. */
  check(isTrue: boolean, claim: string): void;
  /** Seconds since the scene began. */
  seconds(): number;
  readonly faults: readonly string[];
};

export function createNarrator(print: (line: string) => void, clock: () => number): Narrator {
  const faults: string[] = [];
  let startedAt = clock();
  let scene = 0;
  const seconds = (): number => (clock() - startedAt) / 1000;
  const stamp = (): string => `${seconds().toFixed(1).padStart(6)} s`;
  return {
    faults,
    seconds,
    begin: (title) => {
      scene += 1;
      startedAt = clock();
      print(`\n${scene}. ${title}`);
    },
    tell: (line) => print(`${stamp()}  ${line.replaceAll('\n', '\n          ')}`),
    check: (isTrue, claim) => {
      if (!isTrue) faults.push(claim);
      print(`${isTrue ? 'checked' : '  WRONG'}   ${claim}`);
    },
  };
}

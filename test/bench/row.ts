/** One line of the table. `met` is absent where there is no goal, or nothing was measured. */
export type BenchRow = {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly met?: boolean;
};

/** `quick`: small sizes; `full`: also those that take many minutes. */
export type BenchOptions = {
  readonly quick: boolean;
  readonly full: boolean;
  readonly print: (line: string) => void;
};

/** One measure: a few rows. Cleans up after itself, also when it fails. */
export type Measure = (options: BenchOptions) => Promise<readonly BenchRow[]>;

import { createInterface } from 'node:readline/promises';

/** Asks a person at the terminal; undefined when there is no terminal to ask at. */
export type Ask = (question: string) => Promise<boolean | undefined>;

/** Anything but `y` or `yes` is a no. The question goes to stderr: stdout is for the result. */
export const askAtTerminal: Ask = async (question) => {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
};

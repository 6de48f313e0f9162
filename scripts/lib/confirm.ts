import { createInterface } from 'node:readline/promises';
import type { Printed } from '../../domain/shared/media/terminal.ts';

/** Talks to the person at the terminal. `ask` is absent without a terminal. */
export type Console = {
  readonly print: (text: Printed) => void;
  readonly ask?: (question: string) => Promise<boolean>;
};

/** With `--json`, or without a terminal, nothing is asked, and only the outcome is printed. */
export function openConsole(asJson = false): Console {
  if (asJson) return { print: () => undefined };
  const print = (text: Printed): void => console.log(text);
  return process.stdin.isTTY === true && process.stdout.isTTY === true ? { print, ask } : { print };
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

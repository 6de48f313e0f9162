import { printableJson, printableMessage } from '../../domain/shared/media/printable.ts';
import { type Printed, printLines } from '../../domain/shared/media/terminal.ts';

/** 0: success, nothing to do. 1: an error, or content with problems. 2: there is something to do. */
export type ExitCode = 0 | 1 | 2;

/** The result of a command: for people, for machines (`--json`), and for the shell. */
export type Outcome = { readonly code: ExitCode; readonly text: Printed; readonly json: unknown };

/** An error that the person at the terminal can resolve; its message is printed as one line, without a stack. `more`: further lines. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly lines: readonly string[];

  constructor(message: string, more: readonly string[] = []) {
    super([message, ...more].join('\n'));
    this.lines = [message.trim(), ...more];
  }
}

/** `1 episode`, `3 episodes`. */
export const count = (number: number, word: string): string =>
  `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;

/** Prints an outcome and sets the exit code. Never calls process.exit(), which could cut off the output. */
export function printOutcome({ code, text, json }: Outcome, asJson = false): void {
  console.log(asJson ? renderJson(json) : text);
  process.exitCode = code;
}

/** For the person who waits, on stderr: stdout is for the outcome alone. */
export const printAside = (text: Printed): void => console.error(text);

/** One line without a stack on stderr; with `--json` also `{ "error": ... }` on stdout. */
export function printError(error: unknown, asJson = false): void {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  const [first = '', ...more] = error instanceof CommandError ? error.lines : [message];
  if (asJson) console.log(renderJson({ error: message }));
  console.error(printLines([`showrunner: ${printableMessage(first)}`, ...more]));
  process.exitCode = 1;
}

/** Exact: what is not visible is written as an escape. */
export const renderJson = (json: unknown, space = 2): string =>
  printableJson(JSON.stringify(json, null, space) ?? '');

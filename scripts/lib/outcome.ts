/** 0: success, nothing to do. 1: an error, or content with problems. 2: there is something to do. */
export type ExitCode = 0 | 1 | 2;

/** The result of a command: for people, for machines (`--json`), and for the shell. */
export type Outcome = { readonly code: ExitCode; readonly text: string; readonly json: unknown };

/** An error that the person at the terminal can resolve; its message is printed as one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** `1 episode`, `3 episodes`. */
export const count = (number: number, word: string): string =>
  `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;

/** Prints an outcome and sets the exit code. Never calls process.exit(), which could cut off the output. */
export function printOutcome({ code, text, json }: Outcome, asJson = false): void {
  console.log(asJson ? JSON.stringify(json, null, 2) : text);
  process.exitCode = code;
}

/** One line without a stack on stderr; with `--json` also `{ "error": ... }` on stdout. */
export function printError(error: unknown, asJson = false): void {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  if (asJson) console.log(JSON.stringify({ error: message }, null, 2));
  console.error(`showrunner: ${message}`);
  process.exitCode = 1;
}

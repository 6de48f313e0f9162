import type { Outcome } from './outcome.ts';

/** Prints what a verb answered and sets the exit code. The process ends by itself, so that nothing printed is lost. */
export function report({ code, text, json }: Outcome, asJson = false): void {
  console.log(asJson ? JSON.stringify(json, null, 2) : text);
  process.exitCode = code;
}

/** Shows a new answer in the place of the one before: on a terminal the screen is cleared, JSON is one line for each. */
export function show({ code, text, json }: Outcome, asJson = false): void {
  if (asJson) console.log(JSON.stringify(json));
  else
    console.log(
      `${process.stdout.isTTY ? '\u001b[2J\u001b[H' : ''}${new Date().toISOString().slice(0, 19)}Z\n${text}\n`,
    );
  process.exitCode = code;
}

/** One clear line, no stack; with `--json` the same as `{ "error": ... }` on stdout. */
export function reportError(error: unknown, asJson: boolean): void {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  if (asJson) console.log(JSON.stringify({ error: message }, null, 2));
  console.error(`showrunner: ${message}`);
  process.exitCode = 1;
}

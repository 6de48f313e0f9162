/** 0: fine, nothing to do. 1: an error, or content with problems. 2: there is something to do. */
export type ExitCode = 0 | 1 | 2;

/** What a verb answers: for people, for machines (`--json`), and for the shell. */
export type Outcome = { readonly code: ExitCode; readonly text: string; readonly json: unknown };

/** Something a person can mend; its message is one line, said without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** `1 episode`, `3 episodes`. */
export const count = (number: number, word: string): string =>
  `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;

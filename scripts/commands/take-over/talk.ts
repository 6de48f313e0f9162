import { joinPrinted, type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import type { Console } from '../../lib/confirm.ts';
import type { ExitCode, Outcome } from '../../lib/outcome.ts';

/**
 * What a command of several steps says. At a terminal a person reads each part before the next question; elsewhere all of it is the
 * command's output.
 */
export type Talk = {
  readonly say: (text: Printed) => void;
  /** Whether to go on: answered with --yes, or by the person. Without a terminal: no. */
  readonly agrees: (question: string) => Promise<boolean>;
  readonly end: (code: ExitCode, lines: readonly string[], json: unknown) => Outcome;
};

export function openTalk(terminal: Console, yes: boolean): Talk {
  const parts: Printed[] = [];
  const { ask } = terminal;
  const isLive = ask !== undefined;
  return {
    say: (text) => {
      if (isLive) terminal.print(text);
      else parts.push(text);
    },
    agrees: async (question) => yes || (isLive && (await ask(question))),
    end: (code, lines, json) => ({
      code,
      text: joinPrinted([...parts.splice(0), ...(lines.length === 0 ? [] : [printLines(lines)])]),
      json,
    }),
  };
}

import { describeTold } from '../contract/reports/told.ts';
import type { Told } from '../contract/told.ts';
import type { EntryPrinter } from './log.ts';

export type TerminalLog = {
  /** For the logger of Temporal: prints what workflows tell, and that the server is away, each once. */
  readonly onEntry: EntryPrinter;
  /** Something reached us from the server, or an answer. */
  answered(): void;
};

const AWAY =
  'the Temporal server does not answer; nothing is lost, work goes on when it does. Details: showrunner.log';
const BACK = 'the Temporal server answers again';

/** gRPC's words for a server that is not there, starts, or ends. */
const IS_AWAY =
  /transport error|tcp connect|connection (refused|reset|closed)|ECONNREFUSED|UNAVAILABLE|Unavailable|broken pipe|shutting down|deadline|not serving/i;

/** Prints a line a time. `print` escapes what others wrote. */
export function createTerminalLog(print: (line: string) => void, now: () => number = Date.now): TerminalLog {
  let isAway = false;
  const onEntry: EntryPrinter = ({ level, message, meta }) => {
    const { told, sdkComponent } = (meta ?? {}) as { readonly told?: Told; readonly sdkComponent?: string };
    if (told !== undefined) return print(describeTold(told, now()));
    const isWarning = level === 'WARN' || level === 'ERROR';
    if (!isWarning || sdkComponent !== 'core' || isAway) return;
    if (!IS_AWAY.test(`${message} ${JSON.stringify(meta)}`)) return;
    isAway = true;
    print(AWAY);
  };
  return {
    onEntry,
    answered: () => {
      if (isAway) print(BACK);
      isAway = false;
    },
  };
}

import { describeWorkflowEvent } from '../contract/reports/workflow-event.ts';
import type { WorkflowEvent } from '../contract/workflow-event.ts';
import type { EntryPrinter } from './log.ts';

export type TerminalLog = {
  /** For the logger of Temporal: prints what workflows report, and that the server is away, each once. */
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

/** A workflow task that the server did not take is done again, and tells the same again. */
const AGAIN_MS = 10_000;
const MAX_REMEMBERED = 1000;

type Meta = { readonly reported?: WorkflowEvent; readonly sdkComponent?: string; readonly runId?: string };

/** Prints a line a time. `print` escapes what others wrote. */
export function createTerminalLog(print: (line: string) => void, now: () => number = Date.now): TerminalLog {
  let isAway = false;
  const reportedAt = new Map<string, number>();
  const isReportedAgain = (reported: WorkflowEvent, runId = ''): boolean => {
    const key = `${runId} ${JSON.stringify(reported)}`;
    const before = reportedAt.get(key);
    if (reportedAt.size >= MAX_REMEMBERED) reportedAt.clear();
    reportedAt.set(key, now());
    return before !== undefined && now() - before < AGAIN_MS;
  };
  const onEntry: EntryPrinter = ({ level, message, meta }) => {
    const { reported, sdkComponent, runId } = (meta ?? {}) as Meta;
    if (reported !== undefined) {
      if (!isReportedAgain(reported, runId)) print(describeWorkflowEvent(reported, now()));
      return;
    }
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

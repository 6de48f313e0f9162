import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import type { StructuredLog } from './log.ts';

/** The result of an activity that writes. */
type WriteResult = {
  readonly spent?: number;
  readonly detail?: string;
  readonly outcome?: string;
  readonly done?: boolean;
  readonly kind?: string;
};

/** Logs every activity with its units, and prints a line for people about each write. `answered`: called when one arrives. */
export const createActivityLog =
  (log: StructuredLog, print: (line: string) => void, answered?: () => void): ActivityInterceptorsFactory =>
  ({ info }) => {
    const fields = {
      activity: info.activityType,
      workflowId: info.workflowExecution?.workflowId ?? '',
      runId: info.workflowExecution?.runId ?? '',
    };
    const inbound: ActivityInboundCallsInterceptor = {
      async execute(
        input: ActivityExecuteInput,
        next: Next<ActivityInboundCallsInterceptor, 'execute'>,
      ): Promise<unknown> {
        answered?.();
        const startedAt = Date.now();
        const elapsed = (): number => Date.now() - startedAt;
        try {
          const result = await next(input);
          const write = (typeof result === 'object' && result !== null ? result : {}) as WriteResult;
          log.info({ ...fields, ms: elapsed(), spent: write.spent, detail: write.detail }, 'activity done');
          const line = describeWrite(write);
          if (line !== undefined) print(`${fields.workflowId.replace(/^episode\//, '')}: ${line}`);
          return result;
        } catch (error) {
          log.warn(
            { ...fields, ms: elapsed(), error: error instanceof Error ? error.message : String(error) },
            'activity failed',
          );
          throw error;
        }
      },
    };
    return { inbound };
  };

function describeWrite({ outcome, done, kind, detail, spent }: WriteResult): string | undefined {
  const units = `${spent ?? 0} units`;
  if (outcome === 'created' || outcome === 'adopted')
    return `broadcast ${outcome === 'created' ? 'created' : 'found'} (${units})`;
  // What a person edited is not written: workflows report it, once.
  if (done === true || kind === 'written') return `${detail} (${units})`;
  return undefined;
}

import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import type { StructuredLog } from './log.ts';

/** What an activity that writes answers; the others are only logged. */
type Told = {
  readonly spent?: number;
  readonly detail?: string;
  readonly outcome?: string;
  readonly done?: boolean;
  readonly kind?: string;
};

/** Logs every activity with its units, and tells people about each write. */
export const createActivityLog =
  (log: StructuredLog, tell: (line: string) => void): ActivityInterceptorsFactory =>
  ({ info }) => {
    const about = {
      activity: info.activityType,
      workflowId: info.workflowExecution?.workflowId ?? '',
      runId: info.workflowExecution?.runId ?? '',
    };
    const inbound: ActivityInboundCallsInterceptor = {
      async execute(
        input: ActivityExecuteInput,
        next: Next<ActivityInboundCallsInterceptor, 'execute'>,
      ): Promise<unknown> {
        const startedAt = Date.now();
        const took = (): number => Date.now() - startedAt;
        try {
          const result = await next(input);
          const told = (typeof result === 'object' && result !== null ? result : {}) as Told;
          log.info({ ...about, ms: took(), spent: told.spent, detail: told.detail }, 'activity done');
          const line = describeWrite(told);
          if (line !== undefined) tell(`${about.workflowId.replace(/^episode\//, '')}: ${line}`);
          return result;
        } catch (error) {
          log.warn(
            { ...about, ms: took(), error: error instanceof Error ? error.message : String(error) },
            'activity failed',
          );
          throw error;
        }
      },
    };
    return { inbound };
  };

function describeWrite({ outcome, done, kind, detail, spent }: Told): string | undefined {
  const units = `${spent ?? 0} units`;
  if (outcome === 'created' || outcome === 'adopted')
    return `broadcast ${outcome === 'created' ? 'created' : 'found'} (${units})`;
  if (done === true || kind === 'written' || kind === 'edited') return `${detail} (${units})`;
  return undefined;
}

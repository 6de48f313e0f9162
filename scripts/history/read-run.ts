import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';

/** One commit's work in one run of an episode. `at`: ISO 8601, when it ended. */
export type Work = {
  readonly at: string;
  readonly commit: string;
  /** own: its own file; shared: the rewrite of the commit; operator: the update `overwrite`. */
  readonly cause: 'own' | 'shared' | 'operator';
  /** The verdict that was answered; absent: nobody asked, it was due by itself. */
  readonly verdict?: string;
  readonly did: readonly string[];
  /** Of the activities that ended well. */
  readonly units: number;
};

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Cause = Work['cause'];
type Draft = {
  at: number;
  commit: string;
  cause: Cause;
  verdict?: string;
  did: string[];
  units: number;
};
type Event = NonNullable<NonNullable<History['events']>[number]>;
type Call = { readonly type: string; readonly order: Order };
type Order = { readonly commit?: string; readonly cause?: Cause };
type Result = {
  readonly spent?: number;
  readonly kind?: string;
  readonly outcome?: string;
  readonly done?: boolean;
  readonly detail?: string;
  readonly videoId?: string;
};

/** The calls to YouTube of one run and the verdicts that it gave, commit by commit, in order. */
export function readRun({ events }: History): Work[] {
  const calls = new Map<string, Call>();
  const updates = new Map<string, Order>();
  const drafts: Draft[] = [];
  for (const event of events ?? []) {
    noteScheduled(event, calls);
    noteAsked(event, updates);
    noteDone(event, calls, drafts);
    noteAnswered(event, updates, drafts);
  }
  return drafts.map(({ at, ...draft }) => ({ at: new Date(at).toISOString(), ...draft }));
}

function noteScheduled(event: Event, calls: Map<string, Call>): void {
  const scheduled = event.activityTaskScheduledEventAttributes;
  const type = scheduled?.activityType?.name;
  if (type === undefined || type === null) return;
  const order = decode<Order>(scheduled?.input?.payloads?.[0]);
  if (order?.commit !== undefined) calls.set(String(event.eventId), { type, order });
}

function noteAsked(event: Event, updates: Map<string, Order>): void {
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
  const { meta, input } = accepted?.acceptedRequest ?? {};
  if (input?.name !== 'reconcile' && input?.name !== 'overwrite') return;
  const wake = decode<Order>(input.args?.payloads?.[0]);
  if (wake?.commit === undefined) return;
  updates.set(meta?.updateId ?? '', input.name === 'overwrite' ? { ...wake, cause: 'operator' } : wake);
}

function noteDone(event: Event, calls: Map<string, Call>, drafts: Draft[]): void {
  const done = event.activityTaskCompletedEventAttributes;
  const call = calls.get(String(done?.scheduledEventId));
  const result = decode<Result>(done?.result?.payloads?.[0]);
  if (call === undefined || result?.spent === undefined) return;
  const draft = draftOf(drafts, call.order, event);
  draft.units += result.spent;
  const words = describe(call.type, result);
  if (words !== undefined) draft.did.push(words);
}

function noteAnswered(event: Event, updates: Map<string, Order>, drafts: Draft[]): void {
  const completed = event.workflowExecutionUpdateCompletedEventAttributes;
  const wake = updates.get(completed?.meta?.updateId ?? '');
  const verdict = decode<Result>(completed?.outcome?.success?.payloads?.[0]);
  if (wake !== undefined && verdict?.kind !== undefined) draftOf(drafts, wake, event).verdict = verdict.kind;
}

/** What is done for one commit is one entry; only the first call names the cause. */
function draftOf(drafts: Draft[], { commit = '', cause }: Order, event: Event): Draft {
  const known = drafts.find((draft) => draft.commit === commit);
  const draft: Draft = known ?? { at: 0, commit, cause: cause ?? 'own', did: [], units: 0 };
  if (known === undefined) drafts.push(draft);
  if (cause !== undefined) draft.cause = cause;
  draft.at = timeOf(event);
  return draft;
}

const timeOf = ({ eventTime }: Event): number =>
  Number(eventTime?.seconds ?? 0) * 1000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);

/** undefined: nothing was written. */
function describe(type: string, { kind, outcome, done, detail, videoId }: Result): string | undefined {
  if (type === 'createBroadcast')
    return outcome === 'created' ? `created the broadcast ${videoId ?? ''}` : undefined;
  if (type === 'updateVideo') return kind === 'written' ? detail : undefined;
  return done === true ? (detail ?? type) : undefined;
}

const decode = <T>(
  payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0] | null | undefined,
): T | undefined =>
  payload === null || payload === undefined ? undefined : defaultPayloadConverter.fromPayload<T>(payload);

import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { defined } from '../../../domain/shared/defined.ts';

/** The work of one run of an episode for one commit. `at`: ISO 8601, when it ended. */
export type CommitWork = {
  readonly at: string;
  readonly commit: string;
  /** direct: its own file; indirect: the rewrite of the commit; operator: the update `overwrite`. */
  readonly cause: 'direct' | 'indirect' | 'operator';
  /** The result of the update `reconcile`; absent: there was no update, the work was due by itself. */
  readonly verdict?: string;
  readonly did: readonly string[];
  /** The writes of texts and pictures among them, in order. */
  readonly writes: readonly RecordedWrite[];
  /** Of activities that completed. */
  readonly units: number;
};

/** One write, without its texts: a history holds no whole ones. */
export type RecordedWrite = {
  readonly commit: string;
  readonly videoId?: string;
  /** What was written; absent: not recorded, before version 0.3. */
  readonly fields?: readonly string[];
  /** Commits that may have been on YouTube before. */
  readonly baseCommits: readonly string[];
  /** Hashes under which what was there before is kept. */
  readonly kept: readonly string[];
  /** It came from a kept entry or a commit, by an operator. */
  readonly restored?: { readonly kept?: string; readonly from?: string };
};

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<NonNullable<History['events']>[number]>;
type Cause = CommitWork['cause'];
type Draft = {
  at: number;
  commit: string;
  cause: Cause;
  verdict?: string;
  did: string[];
  writes: RecordedWrite[];
  units: number;
};
type Input = {
  readonly commit?: string;
  readonly cause?: Cause;
  readonly videoId?: string;
  readonly baseCommits?: readonly string[];
  readonly kept?: string;
  readonly from?: string;
};
type Call = { readonly type: string; readonly input: Input };
type Result = {
  readonly spent?: number;
  readonly kind?: string;
  readonly outcome?: string;
  readonly done?: boolean;
  readonly detail?: string;
  readonly videoId?: string;
  readonly wrote?: readonly string[];
  readonly fields?: readonly string[];
  readonly kept?: string | readonly string[];
};

/** The calls to YouTube and the results of updates in one run, commit by commit, in order. */
export function readRun({ events }: History): CommitWork[] {
  const calls = new Map<string, Call>();
  const updates = new Map<string, Input>();
  const drafts: Draft[] = [];
  for (const event of events ?? []) {
    recordScheduled(event, calls);
    recordAccepted(event, updates);
    recordCompleted(event, calls, drafts);
    recordUpdateResult(event, updates, drafts);
  }
  return drafts.map(({ at, ...draft }) => ({ at: new Date(at).toISOString(), ...draft }));
}

function recordScheduled(event: Event, calls: Map<string, Call>): void {
  const scheduled = event.activityTaskScheduledEventAttributes;
  const type = scheduled?.activityType?.name;
  if (type === undefined || type === null) return;
  const input = decode<Input>(scheduled?.input?.payloads?.[0]);
  if (input?.commit === undefined) return;
  const cause = type === 'restoreVideo' ? { cause: 'operator' as const } : {};
  calls.set(String(event.eventId), { type, input: { ...input, ...cause } });
}

function recordAccepted(event: Event, updates: Map<string, Input>): void {
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
  const { meta, input: request } = accepted?.acceptedRequest ?? {};
  if (request?.name !== 'reconcile' && request?.name !== 'overwrite') return;
  const input = decode<Input>(request.args?.payloads?.[0]);
  if (input?.commit === undefined) return;
  updates.set(meta?.updateId ?? '', request.name === 'overwrite' ? { ...input, cause: 'operator' } : input);
}

function recordCompleted(event: Event, calls: Map<string, Call>, drafts: Draft[]): void {
  const completed = event.activityTaskCompletedEventAttributes;
  const call = calls.get(String(completed?.scheduledEventId));
  const result = decode<Result>(completed?.result?.payloads?.[0]);
  if (call === undefined || result?.spent === undefined) return;
  const draft = openDraft(drafts, call.input, event);
  draft.units += result.spent;
  const line = describeWrite(call.type, result);
  if (line === undefined) return;
  draft.did.push(line);
  draft.writes.push(...toWrite(call, result));
}

function recordUpdateResult(event: Event, updates: Map<string, Input>, drafts: Draft[]): void {
  const completed = event.workflowExecutionUpdateCompletedEventAttributes;
  const input = updates.get(completed?.meta?.updateId ?? '');
  const result = decode<Result>(completed?.outcome?.success?.payloads?.[0]);
  if (input !== undefined && result?.kind !== undefined)
    openDraft(drafts, input, event).verdict = result.kind;
}

/** Work for one commit is one entry; only its first call names the cause. */
function openDraft(drafts: Draft[], { commit = '', cause }: Input, event: Event): Draft {
  const existing = drafts.find((draft) => draft.commit === commit);
  const draft: Draft = existing ?? { at: 0, commit, cause: cause ?? 'direct', did: [], writes: [], units: 0 };
  if (existing === undefined) drafts.push(draft);
  if (cause !== undefined) draft.cause = cause;
  draft.at = readTime(event);
  return draft;
}

const readTime = ({ eventTime }: Event): number =>
  Number(eventTime?.seconds ?? 0) * 1000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);

/** undefined: nothing was written. */
function describeWrite(type: string, { kind, outcome, done, detail, videoId }: Result): string | undefined {
  if (type === 'createBroadcast')
    return outcome === 'created' ? `created the broadcast ${videoId ?? ''}` : undefined;
  if (type === 'updateVideo') return kind === 'written' ? detail : undefined;
  if (type === 'restoreVideo') return kind === 'restored' ? detail : undefined;
  return done === true ? (detail ?? type) : undefined;
}

/** What a call wrote of texts and pictures: nothing for steps such as a playlist. */
function toWrite({ type, input }: Call, result: Result): RecordedWrite[] {
  const { commit = '', baseCommits = [] } = input;
  const fields = WRITES[type]?.(result);
  if (fields === undefined) return [];
  const kept = [result.kept ?? []].flat();
  const restored = type === 'restoreVideo' ? defined({ kept: input.kept, from: input.from }) : undefined;
  const videoId = input.videoId ?? result.videoId;
  return [
    {
      commit,
      baseCommits,
      kept,
      ...defined({ videoId, restored }),
      ...(fields === 'unknown' ? {} : { fields }),
    },
  ];
}

const WRITES: Readonly<Record<string, (result: Result) => readonly string[] | 'unknown'>> = {
  createBroadcast: () => ['title', 'description'],
  updateVideo: ({ wrote }) => wrote ?? 'unknown',
  setThumbnail: () => ['thumbnail'],
  restoreVideo: ({ fields = [] }) => fields,
};

const decode = <T>(
  payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0] | null | undefined,
): T | undefined =>
  payload === null || payload === undefined ? undefined : defaultPayloadConverter.fromPayload<T>(payload);

import type { CommitInfo } from '../../contract/commit.ts';
import type { QuotaAnswer } from '../../contract/quota.ts';
import type {
  EpisodeResult,
  ReconcileTarget,
  RewriteCounts,
  TookOver,
  WrittenVideo,
} from '../../contract/rewrite.ts';
import type { RecordedApproval } from '../../contract/sync.ts';
import type {
  ChangeSample,
  PendingApproval,
  PriorDecisions,
} from '../../domain/changes/approval/approval.ts';
import type { TakeOverPlan } from '../../domain/changes/take-over.ts';
import { defined } from '../../domain/shared/defined.ts';

/** Everything a rewrite knows: plain JSON, bounded. It lists no episodes: a cursor runs over an order that git and `startedAt` fix. */
export type RewriteState = {
  readonly commit: string;
  readonly subject: string;
  readonly commitInfo?: CommitInfo | undefined;
  readonly seq: number;
  readonly baseCommits: readonly string[];
  /** Only these: what a drift check found out of date (at most 500), or what a preflight found different. Absent: what the commit changes against `baseCommits`. */
  only?: readonly string[] | undefined;
  /** Episodes that `sync` lists as needing a person. */
  readonly listed?: readonly string[] | undefined;
  /** It takes over videos that were never handed over: each is approved by its own key. */
  readonly takeOver?: true;
  /** The most videos on its card: of those that are not ours, the oldest. */
  readonly atMost?: number | undefined;
  /** The same, by how many are ours already: one, then ten, then all. */
  readonly inSteps?: boolean | undefined;
  /** The videos that it took over. */
  tookOver?: readonly TookOver[] | undefined;
  /** Episodes in the order of work; one of which only the publication waits for an approval counts twice. */
  readonly total: number;
  readonly sliceSize: number;
  /** ms since 1970 */
  readonly startedAt: number;
  /** The first episode of the next slice. */
  next: number;
  done: number;
  units: number;
  counts: RewriteCounts;
  notes: readonly Note[];
  /** What it changes, before and after. */
  readonly sample?: ChangeSample | undefined;
  /** The first videos that it wrote, before and after. */
  written?: readonly WrittenVideo[] | undefined;
  superseded: boolean;
  pausedBy?: string | undefined;
  /** ISO 8601 */
  pausedAt?: string | undefined;
  waitingUntil?: string | undefined;
  /** It waits although there may be units: nothing is granted to any workflow. */
  stopped?: true | undefined;
  /** Units that a day has for its lane, as the quota manager answered when it had to wait. */
  daily?: number | undefined;
  /** From where its speed is measured; absent: from the start. */
  since?: { readonly at: number; readonly done: number } | undefined;
  grants: Readonly<Record<string, QuotaAnswer>>;
  quotaRequests: number;
  /** Failures of slices since the last success. */
  failures?: number;
  /** What waits for a person or was rejected. */
  excluded?: Excluded | undefined;
  /** Of the current pass: keys that it leaves out, or the only ones that it is about; and where its cursor ends. Absent: everything. */
  excludedKeys?: readonly string[] | undefined;
  changeKeys?: readonly string[] | undefined;
  end?: number | undefined;
  /** Of the current pass: every lane has ended. */
  isAnswered?: true | undefined;
  /** Keys that were approved meanwhile: the passes to come. */
  approvedPasses?: readonly (readonly string[])[] | undefined;
  /** It is unknown what is on YouTube: the ids found different so far, before anything is written. */
  preflight?:
    | {
        readonly priorDecisions: PriorDecisions;
        readonly found: readonly string[];
        readonly takeOvers?: readonly TakeOverPlan[];
      }
    | undefined;
  /** By `hashPublication`: videos that an approval allows to publish. */
  publicationKeys?: readonly string[] | undefined;
  /** What `sync` has not received yet. */
  unreported?: readonly RecordedApproval[] | undefined;
  /** The search attributes as they were last set. */
  lastAttributes?: string | undefined;
  /** It was started with a phase and keeps it true to its end. Absent in runs of version 0.2, which must replay. */
  readonly setsPhase?: true | undefined;
  /** Every episode has answered, or a newer commit took over and what ran has ended. */
  isOver?: true | undefined;
};

/** What is left out. `by`: who rejected it. */
export type Excluded = PendingApproval & { readonly by?: string };

export const NO_COUNTS: RewriteCounts = {
  written: 0,
  unchanged: 0,
  'not-ours': 0,
  edited: 0,
  deferred: 0,
  stalled: 0,
  failed: 0,
  missed: 0,
};

/** Episodes compared together: what one unit reads. */
const SLICE_SIZE = 50;

export type RewriteInput = Pick<
  RewriteState,
  | 'commit'
  | 'subject'
  | 'commitInfo'
  | 'seq'
  | 'baseCommits'
  | 'only'
  | 'total'
  | 'startedAt'
  | 'preflight'
  | 'pausedBy'
  | 'takeOver'
  | 'atMost'
  | 'inSteps'
  | 'changeKeys'
  | 'publicationKeys'
  | 'listed'
  | 'setsPhase'
  | 'sample'
>;

/** The state that a rewrite begins with. */
export const openRewrite = (input: RewriteInput): RewriteState => ({
  ...input,
  sliceSize: SLICE_SIZE,
  next: 0,
  done: 0,
  units: 0,
  counts: NO_COUNTS,
  notes: [],
  superseded: false,
  grants: {},
  quotaRequests: 0,
});

/** Why an episode was not written, or what went wrong on the way. */
export type Note = { readonly kind: keyof RewriteCounts | 'problem'; readonly text: string };

/** Of each kind: ten thousand episodes may fail, and each for its own reason. */
const MAX_NOTES = 10;
const MAX_NOTE_LENGTH = 300;

export function addCounts(state: RewriteState, counts: Partial<RewriteCounts>): void {
  const next: Record<string, number> = { ...state.counts };
  for (const [kind, count] of Object.entries(counts)) next[kind] = (next[kind] ?? 0) + count;
  state.counts = next as RewriteCounts;
  state.done = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
}

/** Records the first notes of each verdict, and the last problems. */
export function addNotes(state: RewriteState, notes: readonly Note[]): void {
  for (const { kind, text } of notes) {
    const same = state.notes.filter((note) => note.kind === kind);
    if (same.length >= MAX_NOTES && kind !== 'problem') continue;
    const oldest = same.length >= MAX_NOTES ? same[0] : undefined;
    state.notes = [
      ...state.notes.filter((note) => note !== oldest),
      { kind, text: text.length <= MAX_NOTE_LENGTH ? text : `${text.slice(0, MAX_NOTE_LENGTH - 1)}…` },
    ];
  }
}

/** As lines: `failed: a/one: ...`, by kind, and how many more there are. */
export function listNotes({ notes, counts }: RewriteState): string[] {
  const kinds = [...new Set(notes.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const same = notes.filter((note) => note.kind === kind);
    const more = kind === 'problem' ? 0 : counts[kind] - same.length;
    return [
      ...same.map(({ text }) => `${kind}: ${text}`),
      ...(more > 0 && same.length >= MAX_NOTES ? [`${kind}: and ${more} more`] : []),
    ];
  });
}

/** Counts the videos of a take-over that are ours now: by show, so that `sync` no longer offers them. */
export function addTookOver(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  results: readonly EpisodeResult[],
): void {
  if (state.takeOver !== true) return;
  for (const { episodeId, kind, refusedSteps } of results) {
    if (kind !== 'written' && kind !== 'unchanged' && refusedSteps === undefined) continue;
    const show = targets.find((target) => target.episodeId === episodeId)?.show;
    const tookOver = state.tookOver ?? [];
    const before = tookOver.find((one) => one.show === show)?.count ?? 0;
    const others = tookOver.filter((one) => one.show !== show);
    state.tookOver = [...others, { ...defined({ show }), count: before + 1 }];
  }
}

/** About 120 KB with their changes, and never 1 MB. */
const MAX_WRITTEN = 200;
const MAX_DID = 80;

/** Whether what is written next is kept with before and after. */
export const keepsChanges = ({ written = [] }: RewriteState): boolean => written.length < MAX_WRITTEN;

/** The first videos that were written, with what was written of them. */
export function addWritten(
  state: RewriteState,
  targets: readonly ReconcileTarget[],
  results: readonly EpisodeResult[],
): void {
  const room = MAX_WRITTEN - (state.written ?? []).length;
  const written = results
    .filter(({ kind, changes }) => kind === 'written' || changes !== undefined)
    .slice(0, room)
    .map((result) => toWritten(result, targets));
  if (written.length > 0) state.written = [...(state.written ?? []), ...written];
}

function toWritten(
  { episodeId, detail, changes, videoId: written, videoPages: pages }: EpisodeResult,
  targets: readonly ReconcileTarget[],
): WrittenVideo {
  const { videoId = written, title } = targets.find((target) => target.episodeId === episodeId) ?? {};
  const did = detail.slice(0, MAX_DID);
  return { episodeId, did, ...defined({ title: title?.slice(0, MAX_DID), videoId, pages, changes }) };
}

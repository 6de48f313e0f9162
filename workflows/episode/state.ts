import type { Need } from '../../contract/attention.ts';
import { type CommitInfo, infoOf } from '../../contract/commit.ts';
import type {
  FileProblem,
  LastWrite,
  ReconcileRequest,
  Remembered,
  ReplacedReport,
} from '../../contract/episode.ts';
import type { NotConverged } from '../../contract/episode-calls.ts';
import type { RefusedSteps, Step } from '../../contract/episode-steps.ts';
import type { QuotaAnswer } from '../../contract/quota.ts';
import type { ShownDifference, Whose } from '../../domain/changes/adopt/types.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { patch } from '../patch.ts';

/** Everything an episode knows: plain JSON, carried from cycle to cycle. Times are ms since 1970. */
export type EpisodeState = {
  readonly episodeId: string;
  title: string;
  /** The highest `seq` it received. */
  seq: number;
  /** The request that is not done yet. */
  pending?: ReconcileRequest | undefined;
  /** The last commit that was done. */
  commit?: string | undefined;
  commitInfo?: CommitInfo | undefined;
  videoId?: string | undefined;
  /** Where YouTube's pages of videos are; absent: youtu.be. */
  videoPages?: string | undefined;
  phase: EpisodePhase;
  start?: string | undefined;
  /** A request to the quota manager, and its answer. */
  quotaRequestId?: string | undefined;
  quotaGrant?: QuotaAnswer | undefined;
  quotaRequests: number;
  /** Nothing is tried before this time. */
  retryAt?: number | undefined;
  /** Bugs in a row. */
  failures: number;
  /** Waits in a row that cost units. */
  waits?: number | undefined;
  /** When its broadcast was created; absent once the first update has finished the creation. */
  createdAt?: number | undefined;
  /** The video that it made or took over, with the seal last written: also in the memo, which outlives the run. */
  remembered?: Remembered | undefined;
  /** The video that it made, while its file does not name it. `at`: not before, ms since 1970. */
  unrecorded?: { readonly videoId: string; readonly tries: number; readonly at: number } | undefined;
  /** What YouTube stored differently from what was sent. */
  notConverged?: NotConverged | undefined;
  /** Its start is near and it has no encoder: why, and what to do. */
  unbound?: string | undefined;
  /** Why YouTube refuses one part of its file; everything else is done. */
  refused?: string | undefined;
  /** When YouTube makes it public, ISO 8601. */
  publishAt?: string | undefined;
  /** Commits whose visibility stays in force until its own file or an approval publishes it. */
  heldBases?: readonly string[] | undefined;
  /** What there is to say and to do about the videos that its video replaces. */
  replaced?: ReplacedReport | undefined;
  /** Steps that were refused for their content or for the channel: each is held back alone. */
  refusedSteps?: RefusedSteps | undefined;
  /** Steps after the update of texts and settings that are still to run. */
  nextSteps: readonly Step[];
  /** Fields that a person edited, or of unknown origin: not overwritten. */
  skippedFields: readonly Field[];
  /** How they differ from the content, as they were last read. */
  differences?: readonly ShownDifference[] | undefined;
  /** Whose its video is, as it was last read for an operator; absent: ours. */
  whose?: Whose | undefined;
  /** Fields that an operator released, once, for this commit. */
  overwriteFields?:
    | { readonly fields: readonly Field[]; readonly by: string; readonly commit: string }
    | undefined;
  /** Searches for a broadcast whose insert got no answer; 0: none is missing. */
  lookups: number;
  /** What is wrong with its file at the head, as `sync` reports it. */
  fileProblem?: FileProblem | undefined;
  /** Why a person has to act. */
  attention?: string | undefined;
  stalled: boolean;
  /** The reason of the failure that stalled it: YouTube's or ours. */
  stallReason?: string | undefined;
  /** What `attention` and the rest of the state come to, with the time of each. */
  needs?: readonly Need[] | undefined;
  /** What was reported of them to `sync`, as JSON; absent: they must be reported, whatever they are. */
  reportedNeeds?: string | undefined;
  /** Its stream began or ended, and `notifications` does not know yet. */
  streamEvent?: 'live' | 'ended' | undefined;
  /** Sets the search attribute Reason, clears a Phase that it never learnt, and signals `sync` what it needs. Absent in runs of version 0.2, which must replay. */
  setsReasons?: true | undefined;
  /** While it stalls before an insert: videos that may be this episode. */
  duplicateVideoIds?: readonly string[] | undefined;
  otherVideos?: OtherVideos | undefined;
  pausedBy?: string | undefined;
  /** ISO 8601 */
  pausedAt?: string | undefined;
  /** Hash of the picture that the thumbnail on YouTube was last compared with. */
  thumbnail?: string | undefined;
  /** When it checks YouTube by itself. */
  checkAt?: number | undefined;
  /** What that check is for. */
  checkFor?: string | undefined;
  /** What was last written to YouTube, and when YouTube was last read. */
  lastWrite?: LastWrite | undefined;
  lastLookAt?: number | undefined;
  lastEvent: string;
  /** It was started by a version that knows the search attribute: in a run of 0.2.0 to set it would break the replay. */
  setsStartsAt?: true | undefined;
  /** The search attributes as they were last set. */
  lastAttributes?: string | undefined;
};

/** An operator confirmed that these videos are not this episode. Valid for one creation. */
export type OtherVideos = { readonly by: string; readonly videoIds: readonly string[] };

/** YouTube's phase when there is a video, else ours. */
export type EpisodePhase =
  | 'new'
  | 'upcoming'
  | 'overdue'
  | 'testing'
  | 'live'
  | 'complete'
  | 'none'
  | 'missed'
  | 'draft'
  | 'cancelled'
  | 'orphaned'
  | 'moved'
  | 'not-on-youtube';

/** What starts an episode; messages bring the rest. */
export type EpisodeInput = Pick<EpisodeState, 'episodeId' | 'title'> & Partial<EpisodeState>;

/** The state of a new run, or the one that a run carries on. */
export const openEpisode = (input: EpisodeInput): EpisodeState => ({
  seq: 0,
  phase: 'new',
  quotaRequests: 0,
  failures: 0,
  lookups: 0,
  nextSteps: [],
  skippedFields: [],
  stalled: false,
  lastEvent: 'nothing done yet',
  reportedNeeds: '[]',
  ...input,
});

/** The newest request wins; an equal one is done again; an older one changes nothing. */
export function acceptRequest(state: EpisodeState, request: ReconcileRequest): void {
  if (request.seq < state.seq) return;
  const { pending } = state;
  const baseCommits = [...new Set([...(pending?.baseCommits ?? []), ...request.baseCommits])].slice(-20);
  if (request.seq > state.seq) patch(state, { stalled: false, attention: undefined, failures: 0, waits: 0 });
  const isDirect = request.cause === 'direct';
  // A direct change need not wait for the end of the stream, even when the pending request may have to.
  if (isDirect && request.baseCommits.length > 0 && mayWaitForStream(pending) && state.lookups === 0)
    state.retryAt = undefined;
  const isDirectStill = isDirect || owesDirectChange(state);
  if (isDirect) state.refused = undefined;
  if (request.listed) state.reportedNeeds = undefined;
  patch(state, {
    seq: request.seq,
    commitInfo: infoOf(state.commit, state.commitInfo, request.commitInfo),
    pending: { ...request, baseCommits, cause: isDirectStill ? 'direct' : request.cause },
    videoId: state.videoId ?? request.videoId,
  });
}

const mayWaitForStream = (pending: ReconcileRequest | undefined): boolean =>
  pending?.cause === 'indirect' || pending?.baseCommits.length === 0;

/** Without a base commit a change cannot be attributed to the file: base commits of a later request do not make it direct. */
const owesDirectChange = ({ pending, commit, refused }: EpisodeState): boolean =>
  pending?.cause === 'direct' &&
  pending.baseCommits.length > 0 &&
  pending.commit !== commit &&
  refused === undefined;

const RUNNING: readonly EpisodePhase[] = ['upcoming', 'overdue', 'testing', 'live'];

/** It has a broadcast that was not over when last checked. */
export const isRunning = ({ phase }: Pick<EpisodeState, 'phase'>): boolean => RUNNING.includes(phase);

const OVER: readonly EpisodePhase[] = [
  'complete',
  'none',
  'missed',
  'draft',
  'cancelled',
  'orphaned',
  'moved',
  'not-on-youtube',
];

/** Nothing is left to do or to wait for. */
export const isOver = (state: EpisodeState): boolean =>
  state.pending === undefined && OVER.includes(state.phase) && !waitsToHide(state);

/** A replaced video is hidden when the new one is up, which this episode looks for. */
const waitsToHide = ({ replaced, checkAt }: EpisodeState): boolean =>
  checkAt !== undefined && (replaced?.due ?? []).length > 0;

/** It was started only for an answer, which it has given. */
export const hasOnlyAnswered = (state: EpisodeState): boolean =>
  state.pending === undefined && state.commit === undefined && state.phase === 'new';

/** Whether the pending request can be worked on now. */
export function canWork(state: EpisodeState, now: number): boolean {
  if (state.pending === undefined || state.pausedBy !== undefined || state.stalled) return false;
  if (isWaitingForUnits(state) && askAgainAt(state) > now) return false;
  return state.retryAt === undefined || state.retryAt <= now;
}

/** It sent a request that was not answered with units, and nothing else pays for what is pending. */
const isWaitingForUnits = (state: EpisodeState): boolean =>
  state.quotaRequestId !== undefined && !hasGrantedUnits(state) && state.pending?.grant === undefined;

const askAgainAt = ({ quotaGrant }: EpisodeState): number =>
  quotaGrant?.askAgainAt ?? Number.POSITIVE_INFINITY;

export const hasGrantedUnits = (state: EpisodeState): boolean => (state.quotaGrant?.units ?? 0) > 0;

/** Units that came with a request belong to its caller, who reports what was spent. */
export function dropGrant(state: EpisodeState): void {
  if (state.pending?.grant === undefined) return;
  const { grant: _callers, ...request } = state.pending;
  state.pending = request;
}

/** At `checkAt` an open episode checks YouTube at its own commit; a stall is tried again then. */
export function checkAgainIfDue(state: EpisodeState, now: number): void {
  const { commit, checkAt, seq } = state;
  if (checkAt === undefined || checkAt > now) return;
  if (state.pending !== undefined && !state.stalled) return;
  if (state.pending === undefined && commit !== undefined)
    state.pending = { commit, seq, baseCommits: [commit], cause: 'direct' };
  patch(state, { checkAt: undefined, stalled: false });
}

/** It checks YouTube at this time, unless it does so earlier. */
export function checkBy(state: EpisodeState, at: number, checkFor: string | undefined): void {
  if (at < (state.checkAt ?? Number.POSITIVE_INFINITY)) patch(state, { checkAt: at, checkFor });
}

/** An operator wants a retry now. A lost broadcast keeps its search times: a search too early finds nothing and still counts. */
export function retryNow(state: EpisodeState, now: number): void {
  const retryAt = state.lookups > 0 ? state.retryAt : undefined;
  patch(state, { stalled: false, attention: undefined, retryAt });
  if (state.commit !== undefined) patch(state, { checkAt: now, checkFor: 'because a person asked' });
}

/** Milliseconds until it acts by itself; undefined when only a message can wake it. */
export function untilNext(state: EpisodeState, now: number): number | undefined {
  if (state.pausedBy !== undefined) return undefined;
  const workAt = state.pending === undefined || state.stalled ? state.checkAt : retriesAt(state);
  const times = [workAt, state.unrecorded?.at].filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.max(1, Math.min(...times) - now);
}

function retriesAt(state: EpisodeState): number | undefined {
  if (!isWaitingForUnits(state)) return state.retryAt;
  const at = Math.max(askAgainAt(state), state.retryAt ?? 0);
  return Number.isFinite(at) ? at : undefined;
}

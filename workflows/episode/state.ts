import type { NotConverged, ReconcileRequest, Step } from '../../contract/episode.ts';
import type { QuotaAnswer } from '../../contract/quota.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { patch } from '../patch.ts';

/** Everything an episode knows, as plain JSON: carried from cycle to cycle. Times are ms since 1970. */
export type EpisodeState = {
  readonly episodeId: string;
  title: string;
  /** The highest `seq` it was told. */
  seq: number;
  /** What it still has to bring to YouTube. */
  pending?: ReconcileRequest | undefined;
  /** The last commit that it brought to YouTube. */
  commit?: string | undefined;
  videoId?: string | undefined;
  phase: EpisodePhase;
  start?: string | undefined;
  /** A question to the treasurer without an answer, and units that came since. */
  quotaRequestId?: string | undefined;
  quotaGrant?: QuotaAnswer | undefined;
  quotaRequests: number;
  /** Not before this time. */
  retryAt?: number | undefined;
  /** Failures in a row that are ours. */
  failures: number;
  /** Waits in a row that cost units. */
  waits?: number | undefined;
  /** When its broadcast was made, until its first update has finished the creation. */
  madeAt?: number | undefined;
  /** What YouTube did not keep of what was sent. */
  notConverged?: NotConverged | undefined;
  /** Why a word of its file cannot be done, all else being done. */
  refused?: string | undefined;
  /** Steps beside the texts that are still to be taken. */
  nextSteps: readonly Step[];
  /** Fields that a person edited, or nobody knows: left alone. */
  skippedFields: readonly Field[];
  /** Fields that an operator released, once: for this commit. */
  overwriteFields?:
    | { readonly fields: readonly Field[]; readonly by: string; readonly commit: string }
    | undefined;
  /** Looks for a broadcast whose insert got no answer; 0: none is missing. */
  lookups: number;
  /** Why a person has to act. */
  attention?: string | undefined;
  stalled: boolean;
  /** While it stalls before an insert: videos of which one may be this episode. */
  duplicateVideoIds?: readonly string[] | undefined;
  notThese?: NotTheseVideos | undefined;
  pausedBy?: string | undefined;
  /** What the picture shows that the thumbnail was last compared with: our upload, or what a person's stands against. */
  thumbnail?: string | undefined;
  /** When it looks again by itself. */
  checkAt?: number | undefined;
  lastEvent: string;
  /** What the search attributes say. */
  lastAttributes?: string | undefined;
};

/** What an operator said before an insert: these videos are others. Holds for exactly this creation. */
export type NotTheseVideos = { readonly by: string; readonly videoIds: readonly string[] };

/** YouTube's word where there is a video, ours where there is none. */
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

/** What starts an episode; the rest it learns by its messages. */
export type EpisodeInput = Pick<EpisodeState, 'episodeId' | 'title'> & Partial<EpisodeState>;

/** The state that a first run begins with, and a later one carries on. */
export const openEpisode = (input: EpisodeInput): EpisodeState => ({
  seq: 0,
  phase: 'new',
  quotaRequests: 0,
  failures: 0,
  lookups: 0,
  nextSteps: [],
  skippedFields: [],
  stalled: false,
  lastEvent: 'not looked at yet',
  ...input,
});

/** The newest word wins; an equal one is a repeated question and done again; an older one changes nothing. */
export function acceptRequest(state: EpisodeState, wake: ReconcileRequest): void {
  if (wake.seq < state.seq) return;
  const baseCommits = [...new Set([...(state.pending?.baseCommits ?? []), ...wake.baseCommits])].slice(-20);
  if (wake.seq > state.seq) patch(state, { stalled: false, attention: undefined, failures: 0, waits: 0 });
  // Without a base nobody can say that it was the file: baseCommits that a later word brings are not its own.
  const { pending: duty } = state;
  const isOwn = duty?.cause === 'own' && duty.baseCommits.length > 0;
  const owes = isOwn && duty.commit !== state.commit && state.refused === undefined;
  // What its own file says must not wait for the end of the stream: behind what may wait for that it is taken at once.
  const mayWait = duty?.cause === 'shared' || duty?.baseCommits.length === 0;
  if (wake.cause === 'own' && wake.baseCommits.length > 0 && mayWait && state.lookups === 0)
    state.retryAt = undefined;
  if (wake.cause === 'own') state.refused = undefined;
  state.seq = wake.seq;
  state.pending = { ...wake, baseCommits, cause: owes ? 'own' : wake.cause };
  state.videoId ??= wake.videoId;
}

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

/** Nothing left to do or to wait for. */
export const isOver = (state: EpisodeState): boolean =>
  state.pending === undefined && OVER.includes(state.phase);

/** It was started only to answer, and has answered. */
export const hasOnlyAnswered = (state: EpisodeState): boolean =>
  state.pending === undefined && state.commit === undefined && state.phase === 'new';

/** Whether its duty can be worked on now. */
export function canWork(state: EpisodeState, now: number): boolean {
  if (state.pending === undefined || state.pausedBy !== undefined || state.stalled) return false;
  if (state.quotaRequestId !== undefined && !hasUnits(state) && state.pending.grant === undefined)
    return false;
  return state.retryAt === undefined || state.retryAt <= now;
}

export const hasUnits = (state: EpisodeState): boolean => (state.quotaGrant?.units ?? 0) > 0;

/** Units that came with a question belong to who asked, and are settled by them. */
export function dropGrant(state: EpisodeState): void {
  if (state.pending?.grant === undefined) return;
  const { grant: _theirs, ...duty } = state.pending;
  state.pending = duty;
}

/** At its own hour an open episode looks at YouTube once more, at the commit it knows; what stalled is tried again then. */
export function checkAgainIfDue(state: EpisodeState, now: number): void {
  const { commit, checkAt: lookAt, seq } = state;
  if (lookAt === undefined || lookAt > now) return;
  if (state.pending !== undefined && !state.stalled) return;
  if (state.pending === undefined && commit !== undefined)
    state.pending = { commit, seq, baseCommits: [commit], cause: 'own' };
  patch(state, { checkAt: undefined, stalled: false });
}

/** An operator wants a retry now. A lost broadcast keeps its search times: a search too early finds nothing and still counts. */
export function retryNow(state: EpisodeState, now: number): void {
  const retryAt = state.lookups > 0 ? state.retryAt : undefined;
  patch(state, { stalled: false, attention: undefined, retryAt });
  if (state.commit !== undefined) state.checkAt = now;
}

/** Milliseconds until it moves by itself; undefined when only a message can move it. */
export function untilNext(state: EpisodeState, now: number): number | undefined {
  if (state.pausedBy !== undefined) return undefined;
  const at = state.pending === undefined || state.stalled ? state.checkAt : state.retryAt;
  return at === undefined ? undefined : Math.max(1, at - now);
}

import type { Step, Unkept, Wake } from '../../contract/episode.ts';
import type { Granted } from '../../contract/quota.ts';
import type { Field } from '../../domain/content/ownership.ts';

/** Everything an episode knows, as plain JSON: carried from cycle to cycle. Times are ms since 1970. */
export type EpisodeState = {
  readonly episodeId: string;
  title: string;
  /** The highest `seq` it was told. */
  seq: number;
  /** What it still has to bring to YouTube. */
  duty?: Wake | undefined;
  /** The last commit that it brought to YouTube. */
  commit?: string | undefined;
  videoId?: string | undefined;
  phase: EpisodePhase;
  start?: string | undefined;
  /** A question to the treasurer without an answer, and units that came since. */
  asked?: string | undefined;
  granted?: Granted | undefined;
  asks: number;
  /** Not before this time. */
  retryAt?: number | undefined;
  /** Failures in a row that are ours. */
  failures: number;
  /** Waits in a row that cost units. */
  waits?: number | undefined;
  /** When its broadcast was made, until its first update has finished the creation. */
  madeAt?: number | undefined;
  /** What YouTube did not keep of what was sent. */
  unkept?: Unkept | undefined;
  /** Why a word of its file cannot be done, all else being done. */
  refused?: string | undefined;
  /** Steps beside the texts that are still to be taken. */
  todo: readonly Step[];
  /** Fields that a person edited, or nobody knows: left alone. */
  left: readonly Field[];
  /** Fields that an operator released, once: for this commit. */
  release?: { readonly fields: readonly Field[]; readonly by: string; readonly commit: string } | undefined;
  /** Looks for a broadcast whose insert got no answer; 0: none is missing. */
  looks: number;
  /** Why a person has to act. */
  attention?: string | undefined;
  stalled: boolean;
  /** While it stalls before an insert: videos of which one may be this episode. */
  asksAbout?: readonly string[] | undefined;
  others?: Others | undefined;
  pausedBy?: string | undefined;
  /** What the picture shows that the thumbnail was last compared with: our upload, or what a person's stands against. */
  thumbnail?: string | undefined;
  /** When it looks again by itself. */
  lookAt?: number | undefined;
  last: string;
  /** What the search attributes say. */
  shown?: string | undefined;
};

/** What an operator said before an insert: these videos are others. Holds for exactly this creation. */
export type Others = { readonly by: string; readonly videoIds: readonly string[] };

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
  asks: 0,
  failures: 0,
  looks: 0,
  todo: [],
  left: [],
  stalled: false,
  last: 'not looked at yet',
  ...input,
});

/** The newest word wins; an equal one is a repeated question and done again; an older one changes nothing. */
export function acceptWake(state: EpisodeState, wake: Wake): void {
  if (wake.seq < state.seq) return;
  const bases = [...new Set([...(state.duty?.bases ?? []), ...wake.bases])].slice(-20);
  if (wake.seq > state.seq)
    Object.assign(state, { stalled: false, attention: undefined, failures: 0, waits: 0 });
  // Without a base nobody can say that it was the file: bases that a later word brings are not its own.
  const { duty } = state;
  const isOwn = duty?.cause === 'own' && duty.bases.length > 0;
  const owes = isOwn && duty.commit !== state.commit && state.refused === undefined;
  // What its own file says must not wait for the end of the stream: behind what may wait for that it is taken at once.
  const mayWait = duty?.cause === 'shared' || duty?.bases.length === 0;
  if (wake.cause === 'own' && wake.bases.length > 0 && mayWait && state.looks === 0)
    state.retryAt = undefined;
  if (wake.cause === 'own') state.refused = undefined;
  state.seq = wake.seq;
  state.duty = { ...wake, bases, cause: owes ? 'own' : wake.cause };
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
  state.duty === undefined && OVER.includes(state.phase);

/** It was started only to answer, and has answered. */
export const hasOnlyAnswered = (state: EpisodeState): boolean =>
  state.duty === undefined && state.commit === undefined && state.phase === 'new';

/** Whether its duty can be worked on now. */
export function canWork(state: EpisodeState, now: number): boolean {
  if (state.duty === undefined || state.pausedBy !== undefined || state.stalled) return false;
  if (state.asked !== undefined && !hasUnits(state) && state.duty.grant === undefined) return false;
  return state.retryAt === undefined || state.retryAt <= now;
}

export const hasUnits = (state: EpisodeState): boolean => (state.granted?.units ?? 0) > 0;

/** Units that came with a question belong to who asked, and are settled by them. */
export function dropGrant(state: EpisodeState): void {
  if (state.duty?.grant === undefined) return;
  const { grant: _theirs, ...duty } = state.duty;
  state.duty = duty;
}

/** At its own hour an open episode looks at YouTube once more, at the commit it knows; what stalled is tried again then. */
export function lookAgainIfDue(state: EpisodeState, now: number): void {
  const { commit, lookAt, seq } = state;
  if (lookAt === undefined || lookAt > now) return;
  if (state.duty !== undefined && !state.stalled) return;
  if (state.duty === undefined && commit !== undefined)
    state.duty = { commit, seq, bases: [commit], cause: 'own' };
  Object.assign(state, { lookAt: undefined, stalled: false });
}

/** Milliseconds until it moves by itself; undefined when only a message can move it. */
export function untilNext(state: EpisodeState, now: number): number | undefined {
  if (state.pausedBy !== undefined) return undefined;
  const at = state.duty === undefined || state.stalled ? state.lookAt : state.retryAt;
  return at === undefined ? undefined : Math.max(1, at - now);
}

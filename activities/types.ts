import type { Privacy } from '../domain/desired.ts';
import type { Phase } from '../domain/live.ts';
import type { Field } from '../domain/ownership.ts';
import type { Decided, Withheld } from '../domain/plan/withhold.ts';
import type {
  EditedEpisode,
  Grant,
  Orphan,
  RewriteCounts,
  UnknownVideo,
  VanishedVideo,
  Verdict,
  Wake,
} from '../workflows/messages.ts';

/** What a commit says about one episode, without its texts; read from git, costs no units. */
export type Brief = {
  /** false: no file names it at this commit. */
  readonly found: boolean;
  readonly title: string;
  readonly show?: string;
  readonly guests: readonly string[];
  readonly kind: 'live' | 'video' | 'none';
  readonly status: 'draft' | 'scheduled' | 'cancelled';
  readonly manage: 'observe' | 'new' | 'full';
  readonly videoId?: string;
  /** A file says that the video in question is replaced: it is never written again. */
  readonly replaced: boolean;
  /** The id that names it now; this one is a former id. */
  readonly movedTo?: string;
  /** ISO 8601, UTC */
  readonly start?: string;
  /** Its end has passed by the worker's clock. */
  readonly finished: boolean;
  readonly privacy?: Privacy;
  /** Units for what this episode may need: without a video, and with one. */
  readonly toCreate: Need;
  readonly toUpdate: Need;
  /** When its stream becomes its own, ISO 8601: now for the next unfinished episode of the stream, else 24 h before its start. */
  readonly bindAt?: string;
  /** Milliseconds between the looks for a broadcast whose insert got no answer. */
  readonly lookAgainMs: readonly number[];
};

/** Units: `want` for everything in one go, `atLeast` for its first stage. */
export type Need = { readonly want: number; readonly atLeast: number };

export type EpisodeRef = { readonly episodeId: string; readonly commit: string };

/** One YouTube activity's order: who, at which commit, with which units. */
export type EpisodeOrder = EpisodeRef & { readonly grant: Grant };

export type CreateOrder = EpisodeOrder & {
  /** false: only look; an insert is on its way or lost. */
  readonly mayInsert: boolean;
  /** Commits that may stand on YouTube: what they name and this one does not has vanished just now. */
  readonly bases: readonly string[];
  /** Videos of which an operator said that they are others. */
  readonly others: readonly string[];
};
export type CreateResult = {
  readonly spent: number;
  readonly outcome: 'created' | 'adopted' | 'missing' | 'missed';
  readonly videoId?: string;
  /** What a broadcast whose creation is not finished needs before its first update, in this order. */
  readonly todo?: readonly Step[];
};

export type VideoOrder = EpisodeOrder & {
  readonly videoId: string;
  readonly bases: readonly string[];
  readonly cause: 'own' | 'shared';
  /** There while its creation is not finished: it may not be visible yet, and its steps come before its first update. */
  readonly madeMsAgo?: number;
  /** Fields that an operator released: what a person made of them is written, once. */
  readonly overwrite?: readonly Field[];
  /** What the picture shows that the one on YouTube was last compared with, as the workflow remembers it. */
  readonly thumbnail?: string;
  /** What YouTube did not keep when it was last sent. */
  readonly unkept?: Unkept;
};

/**
 * What YouTube stored otherwise than we sent it, by field: short hashes of both, how often that was sent, and the place where they part.
 */
export type Unkept = Readonly<
  Partial<
    Record<
      Field,
      {
        readonly sent: string;
        readonly stands: string;
        readonly times: number;
        readonly was: string;
        readonly became: string;
      }
    >
  >
>;

export type Step = 'bind' | 'unbind' | 'thumbnail' | 'playlists';
export type UpdateResult = {
  readonly spent: number;
  readonly kind: 'written' | 'unchanged' | 'edited' | 'deferred';
  readonly detail: string;
  readonly phase: Phase;
  readonly title: string;
  readonly start?: string;
  /** What else this video needs, in this order. */
  readonly todo: readonly Step[];
  /** Fields that a person edited, or nobody knows: left alone. */
  readonly left?: readonly Field[];
  /** What the file says of it. */
  readonly status: Brief['status'];
  /** Its start has passed and nobody streams. */
  readonly overdue: boolean;
  /** What YouTube would refuse, whom it needs and how: the rest is done. */
  readonly refused?: string;
  /** What YouTube did not keep of what was sent. */
  readonly unkept?: Unkept;
  /** Milliseconds until its own next look; absent: none is needed. */
  readonly lookInMs?: number;
};

/** `done: false`: nothing was to be written after all; `left`: because a person's hand is on this field. */
export type StepResult = {
  readonly spent: number;
  readonly done: boolean;
  readonly detail: string;
  readonly left?: Field;
  /** What the picture shows that the one on YouTube was compared with. */
  readonly thumbnail?: string;
  /** Not now: milliseconds until it is worth another look. */
  readonly lookInMs?: number;
};

/** One episode to be asked; the rest is for the Temporal UI when its workflow starts. */
export type AskTarget = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string;
  readonly guests: readonly string[];
  readonly videoId?: string;
  /** Of a video that is over, as it was listed. */
  readonly phase?: Phase;
  /** What it may need; of the asker's grant, where there is one. */
  readonly units: number;
  /** Its workflow waits for the stream, and so remembers the newest word it was told. */
  readonly staysOpen?: true;
};
export type AskInput = {
  readonly targets: readonly AskTarget[];
  readonly wake: Omit<Wake, 'videoId' | 'grant'>;
  /** The grant that `units` of the targets are taken from. */
  readonly grant?: Omit<Grant, 'units'>;
  /** Makes the question the same when the activity is repeated. */
  readonly requestId: string;
};
export type Answer = Verdict & { readonly episodeId: string };

/** What a commit means for the work: who is woken by its own file, how much goes through the rewrite. */
export type SyncPlan = {
  /** false: there is no usable academy.yaml; nothing is done. */
  readonly usable: boolean;
  readonly subject: string;
  readonly own: readonly AskTarget[];
  readonly shared: number;
  readonly refused: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly code: string;
    readonly message: string;
  }[];
  readonly refusedCount: number;
  readonly orphaned: readonly string[];
  /** Those of this commit and of earlier ones, the newest first, at most 20: until a file names them again, or for 30 days. */
  readonly orphans?: readonly Orphan[];
  /** Former ids: their own workflows end before the present ids' begin. */
  readonly moved?: readonly AskTarget[];
  /** There when so many episodes would lose their file that the read may be a partial one: a person is asked first. */
  readonly loss?: Loss;
  /** What of `shared` waits for a person, and stays as it is until then. */
  readonly withheld?: Withheld;
  /** Nobody knows what stands on YouTube: the rewrite looks first how much really differs, and may have to ask then. */
  readonly survey?: true;
};

/** Episodes that lose their file against the commit before, of how many that it had. `first`: some of their ids. */
export type Loss = { readonly orphaned: number; readonly of: number; readonly first: readonly string[] };

/** `before`: the commit that was handed over last. `at`: ms since 1970. */
export type SyncOrder = RewriteScope & {
  readonly at: number;
  readonly before?: string;
  readonly orphans?: readonly Orphan[];
  readonly decided?: Decided;
};

export type RewriteScope = {
  readonly commit: string;
  readonly bases: readonly string[];
  /** These episodes, whatever the bases say. */
  readonly only?: readonly string[];
  /** By `hashPair`: of those, these alone; and never those. */
  readonly pairs?: readonly string[];
  readonly without?: readonly string[];
};
/** `at`: ms since 1970, as the rewrite has it. */
export type WithholdOrder = RewriteScope & { readonly at: number; readonly decided: Decided };
export type WithholdResult = { readonly withheld?: Withheld };

/** `at`: ms since 1970, fixes the order of work for the whole rewrite. */
export type SliceOrder = RewriteScope & {
  readonly at: number;
  readonly from: number;
  readonly size: number;
  readonly grant: Grant;
};
export type SliceResult = {
  readonly spent: number;
  /** Those that differ from live, to be asked. */
  readonly targets: readonly AskTarget[];
  /** What the listing already answered. */
  readonly counts: Partial<RewriteCounts>;
  readonly notes: readonly { readonly kind: keyof RewriteCounts; readonly text: string }[];
};

export type BudgetAnswer = {
  readonly day: string;
  readonly resetsAt: string;
  readonly perDay: number;
  readonly reserve: number;
};

/** `told`: unknown videos that an earlier check named. */
export type DriftPlanOrder = { readonly told: readonly string[] };
/** What a check compares. Absent `commit`: nothing was settled yet. `at`: ms since 1970, fixes the order for the whole check. */
export type DriftPlan = {
  readonly commit?: string;
  readonly bases: readonly string[];
  readonly at: number;
  /** The quota day, YYYY-MM-DD in Pacific time. */
  readonly day: string;
  /** Of `told`, those that no file names to this day. */
  readonly stillUnknown: readonly string[];
  /** Units to find videos that only their markers name; 0 when this worker knows the channel. */
  readonly listing: number;
};

export type ChannelOrder = {
  readonly commit: string;
  readonly bases: readonly string[];
  readonly at: number;
  /** Where the slice before ended. */
  readonly after?: string;
  readonly size: number;
  readonly grant: Grant;
};
/** Each episode once in `same`, `edited` or `vanished`, or in `behind` alone; `behind` has also those edited that are ours in another field. */
export type ChannelResult = {
  readonly spent: number;
  /** Absent: there is no further slice. */
  readonly next?: string;
  readonly same: number;
  readonly behind: readonly string[];
  readonly edited: readonly EditedEpisode[];
  readonly vanished: readonly VanishedVideo[];
};

export type UploadsOrder = {
  readonly commit: string;
  readonly told: readonly string[];
  readonly grant: Grant;
};
/** `complete: false`: the units or the pages ended before the unknown videos did. */
export type UploadsResult = {
  readonly spent: number;
  readonly unknown: readonly UnknownVideo[];
  readonly complete: boolean;
};

import type {
  ChannelResult,
  DriftCounts,
  DriftPlan,
  DriftStatus,
  EditedEpisode,
  NamedEpisode,
  NotOurs,
  ReplacedVideo,
  ScheduledVideo,
  UnknownVideo,
  UploadsResult,
  VanishedVideo,
} from '../../contract/drift.ts';
import type { QuotaAnswer } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { addNotOurs } from './not-ours.ts';

/** What one check passes to the next, as part of its workflow's result. */
export type DriftMemory = {
  /** Unknown videos that were reported, the newest first. */
  readonly knownUnknown: readonly string[];
  /** The quota day on which uploads were last listed. */
  readonly listedOn?: string;
};

/** Plain JSON, bounded: a cursor, counts, and the first of each list. Times are ms since 1970. */
export type DriftState = {
  readonly startedAt: number;
  endedAt?: number | undefined;
  plan?: DriftPlan | undefined;
  /** Where the last slice ended. */
  after?: string | undefined;
  /** Every video was compared. */
  compared: boolean;
  counts: DriftCounts;
  behind: readonly string[];
  edited: readonly EditedEpisode[];
  vanished: readonly VanishedVideo[];
  unknown: readonly UnknownVideo[];
  notOurs?: NotOurs | undefined;
  observed?: readonly EditedEpisode[] | undefined;
  held?: readonly string[] | undefined;
  scheduled?: readonly ScheduledVideo[] | undefined;
  replaced?: readonly ReplacedVideo[] | undefined;
  named?: readonly NamedEpisode[] | undefined;
  namedCount?: number | undefined;
  memory: DriftMemory;
  knownUnknown: number;
  units: number;
  quotaRequests: number;
  grants: Readonly<Record<string, QuotaAnswer>>;
  waitingUntil?: string | undefined;
  problem?: string | undefined;
};

/** The workflow's result: its status, and what the next check has to know. */
export type DriftResult = DriftStatus & { readonly memory: DriftMemory };

const MAX_BEHIND = 500;
const MAX_LISTED = 30;
/** `sync` lists as many. */
const MAX_NEEDS = 500;
const MAX_REPORTED = 2000;

/** The state that a check begins with; `last` is the result of the check before, if there was one. */
export const openDrift = (last: unknown, startedAt: number): DriftState => ({
  startedAt,
  compared: false,
  counts: { same: 0, behind: 0, edited: 0, vanished: 0, unknown: 0 },
  behind: [],
  edited: [],
  vanished: [],
  unknown: [],
  memory: readMemory(last),
  knownUnknown: 0,
  units: 0,
  quotaRequests: 0,
  grants: {},
});

const readMemory = (last: unknown): DriftMemory =>
  (last as Partial<DriftResult> | undefined)?.memory ?? { knownUnknown: [] };

export function recordPlan(state: DriftState, plan: DriftPlan): void {
  patch(state, {
    plan: { ...plan, stillUnknown: [] },
    memory: { ...state.memory, knownUnknown: plan.stillUnknown },
    knownUnknown: plan.stillUnknown.length,
  });
}

export function recordSlice(state: DriftState, slice: ChannelResult): void {
  const { same, behind, edited, vanished, notOurs = [], observed = [], held = [], scheduled = [] } = slice;
  const { replaced = [], named = [] } = slice;
  const { counts } = state;
  const editedIds = new Set(edited.map(({ episodeId }) => episodeId));
  patch(state, {
    counts: {
      ...counts,
      same: counts.same + same,
      behind: counts.behind + behind.filter((id) => !editedIds.has(id)).length,
      edited: counts.edited + edited.length,
      vanished: counts.vanished + vanished.length,
      'not-ours': (counts['not-ours'] ?? 0) + notOurs.length,
      observed: (counts.observed ?? 0) + observed.length,
    },
    behind: [...state.behind, ...behind].slice(0, MAX_BEHIND),
    edited: [...state.edited, ...edited].slice(0, MAX_NEEDS),
    vanished: [...state.vanished, ...vanished].slice(0, MAX_NEEDS),
    notOurs: addNotOurs(state.notOurs, notOurs),
    observed: [...(state.observed ?? []), ...observed].slice(0, MAX_LISTED),
    held: [...(state.held ?? []), ...held].slice(0, MAX_LISTED),
    scheduled: [...(state.scheduled ?? []), ...scheduled].slice(0, MAX_LISTED),
    replaced: [...(state.replaced ?? []), ...replaced].slice(0, MAX_LISTED),
    named: [...(state.named ?? []), ...named].slice(0, MAX_LISTED),
    namedCount: (state.namedCount ?? 0) + named.length,
    after: slice.next,
    compared: slice.next === undefined,
  });
}

/** An unknown video is reported once; the next check only counts it. */
export function recordUploads(state: DriftState, day: string, { unknown, complete }: UploadsResult): void {
  const ids = unknown.map(({ videoId }) => videoId);
  const knownUnknown = [...ids, ...state.memory.knownUnknown].slice(0, MAX_REPORTED);
  patch(state, {
    counts: { ...state.counts, unknown: unknown.length },
    unknown: unknown.slice(0, MAX_LISTED),
    memory: { knownUnknown, listedOn: day },
  });
  if (!complete)
    state.problem = `uploads older than the newest ${unknown.length} unknown ones were not checked`;
}

export function toDriftStatus(state: DriftState): DriftStatus {
  const { startedAt, endedAt, plan, counts, units, edited, vanished, unknown } = state;
  const { waitingUntil, problem, knownUnknown, notOurs, observed = [], held = [], scheduled = [] } = state;
  const { replaced = [], named = [], namedCount } = state;
  return {
    startedAt: new Date(startedAt).toISOString(),
    counts,
    units,
    edited,
    vanished,
    unknown,
    knownUnknown,
    ...((counts['not-ours'] ?? 0) === 0 ? {} : defined({ notOurs })),
    ...(observed.length === 0 ? {} : { observed }),
    ...(held.length === 0 ? {} : { held }),
    ...(scheduled.length === 0 ? {} : { scheduled }),
    ...(replaced.length === 0 ? {} : { replaced }),
    ...(named.length === 0 ? {} : { named, ...defined({ namedCount }) }),
    ...defined({ commit: plan?.commit, waitingUntil, problem }),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
  };
}

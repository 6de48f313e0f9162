import type {
  ChannelResult,
  DriftClass,
  DriftPlan,
  DriftStatus,
  EditedEpisode,
  UnknownVideo,
  UploadsResult,
  VanishedVideo,
} from '../../contract/drift.ts';
import type { QuotaAnswer } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';

/** What one check leaves to the next: its workflow's result, which the Schedule hands on. */
export type DriftMemory = {
  /** Unknown videos that were told, the newest first. */
  readonly told: readonly string[];
  /** The quota day on which new uploads were looked for. */
  readonly lookedOn?: string;
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
  counts: Readonly<Record<DriftClass, number>>;
  behind: readonly string[];
  edited: readonly EditedEpisode[];
  vanished: readonly VanishedVideo[];
  unknown: readonly UnknownVideo[];
  memory: DriftMemory;
  toldBefore: number;
  units: number;
  asks: number;
  grants: Readonly<Record<string, QuotaAnswer>>;
  waitingUntil?: string | undefined;
  trouble?: string | undefined;
};

/** The workflow's result: its status, and what the next check has to know. */
export type DriftResult = DriftStatus & { readonly memory: DriftMemory };

const MOST_BEHIND = 500;
const MOST_LISTED = 30;
const MOST_TOLD = 2000;

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
  toldBefore: 0,
  units: 0,
  asks: 0,
  grants: {},
});

const readMemory = (last: unknown): DriftMemory =>
  (last as Partial<DriftResult> | undefined)?.memory ?? { told: [] };

export function recordPlan(state: DriftState, plan: DriftPlan): void {
  state.plan = { ...plan, stillUnknown: [] };
  state.memory = { ...state.memory, told: plan.stillUnknown };
  state.toldBefore = plan.stillUnknown.length;
}

export function recordSlice(state: DriftState, slice: ChannelResult): void {
  const { same, behind, edited, vanished } = slice;
  const { counts } = state;
  const alsoEdited = new Set(edited.map(({ episodeId }) => episodeId));
  state.counts = {
    ...counts,
    same: counts.same + same,
    behind: counts.behind + behind.filter((id) => !alsoEdited.has(id)).length,
    edited: counts.edited + edited.length,
    vanished: counts.vanished + vanished.length,
  };
  state.behind = [...state.behind, ...behind].slice(0, MOST_BEHIND);
  state.edited = [...state.edited, ...edited].slice(0, MOST_LISTED);
  state.vanished = [...state.vanished, ...vanished].slice(0, MOST_LISTED);
  state.after = slice.next;
  state.compared = slice.next === undefined;
}

/** Each unknown video is told once: the next check only counts it. */
export function recordUploads(state: DriftState, day: string, { unknown, complete }: UploadsResult): void {
  const ids = unknown.map(({ videoId }) => videoId);
  state.counts = { ...state.counts, unknown: unknown.length };
  state.unknown = unknown.slice(0, MOST_LISTED);
  state.memory = { told: [...ids, ...state.memory.told].slice(0, MOST_TOLD), lookedOn: day };
  if (!complete)
    state.trouble = `older uploads than the newest ${unknown.length} unknown ones were not looked at`;
}

export function toDriftStatus(state: DriftState): DriftStatus {
  const { startedAt, endedAt, plan, counts, units, edited, vanished, unknown, toldBefore } = state;
  const { waitingUntil, trouble } = state;
  return {
    startedAt: new Date(startedAt).toISOString(),
    counts,
    units,
    edited,
    vanished,
    unknown,
    knownUnknown: toldBefore,
    ...defined({ commit: plan?.commit, waitingUntil, problem: trouble }),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
  };
}

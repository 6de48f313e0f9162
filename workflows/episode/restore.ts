import { ApplicationFailure } from '@temporalio/workflow';
import type { ReconcileResult, RestoreRequest } from '../../contract/episode.ts';
import type { RestoreCall, RestoreResult } from '../../contract/episode-calls.ts';
import { defined } from '../../domain/shared/defined.ts';
import { youtubeActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { type PendingUpdate, refuse } from '../pending-update.ts';
import { askYouTube } from './ask-youtube.ts';
import { findCommit, NO_COMMIT } from './operator-updates.ts';
import { createResult } from './reconcile-result.ts';
import { recordWrite } from './record-look.ts';
import { rememberedBy } from './remember.ts';
import { describeSkippedFields } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';

export type RestoreUpdate = PendingUpdate<RestoreRequest, ReconcileResult>;

/** The video, its texts and its picture. */
const UNITS = 101;

const FIELDS = ['title', 'description', 'tags', 'thumbnail'];

/** @throws ApplicationFailure that says what the update expects */
export function assertRestorable(state: EpisodeState, request: Partial<RestoreRequest>): void {
  if (state.pausedBy !== undefined)
    throw reject(`the episode is paused by ${state.pausedBy}: send resume first`);
  const { kept, from, fields = [] } = request;
  const sources = [isHex(kept, 16), isHex(from, 40)].filter(Boolean).length;
  const isComplete = sources === 1 && (kept === undefined || from === undefined) && isFields(fields);
  if (!isComplete) throw reject(EXPECTED);
}

const EXPECTED =
  'restore expects {"kept":"16 digits of an entry","fields":["title"],"by":"your name"}, or instead of "kept" the full id of a commit as "from"; fields are title, description, tags and thumbnail. npx showrunner restore finds them';

const reject = (message: string): ApplicationFailure => ApplicationFailure.nonRetryable(message, 'refused');
const isHex = (value: string | undefined, digits: number): boolean =>
  value !== undefined && value.length >= digits && /^[0-9a-f]+$/.test(value);
const isFields = (fields: readonly string[]): boolean =>
  fields.length > 0 && fields.every((field) => FIELDS.includes(field));

/** Writes back what was on YouTube before. The fields are a person's from then on: no commit overwrites them. */
export async function applyRestore(state: EpisodeState, { request, answer }: RestoreUpdate): Promise<void> {
  const current = findCommit(state, request);
  if (current === undefined) return refuse(answer, NO_COMMIT);
  if (state.pausedBy !== undefined) return refuse(answer, `the episode is paused by ${state.pausedBy}`);
  const call = createCall(state, current.commit, request);
  const summary = describeCall(call);
  const result: Answer = await askYouTube(state, { want: UNITS, atLeast: UNITS }, (grant) =>
    youtubeActivities.restoreVideo.executeWithOptions({ summary }, [{ ...call, grant }]),
  );
  if (result.kind === 'refused') return refuse(answer, result.reason);
  answer.resolve(recordRestored(state, request, result));
}

type Answer = RestoreResult | { readonly kind: 'refused'; readonly reason: string };

const describeCall = ({ kept, from = '' }: Pick<RestoreCall, 'kept' | 'from'>): string =>
  kept === undefined ? `restore commit ${from.slice(0, 10)}` : `restore what was kept as ${kept}`;

function createCall(
  state: EpisodeState,
  commit: string,
  request: RestoreRequest,
): Omit<RestoreCall, 'grant'> {
  const { kept, from, fields, shown, by } = request;
  const written = state.commit === undefined ? [] : [state.commit];
  return {
    episodeId: state.episodeId,
    commit,
    fields,
    baseCommits: [...new Set([commit, ...(state.pending?.baseCommits ?? []), ...written])],
    ...defined({ videoId: state.videoId ?? request.videoId, kept, from, shown, by }),
    ...defined({ remembered: rememberedBy(state) }),
  };
}

function recordRestored(
  state: EpisodeState,
  { by = 'an operator' }: RestoreRequest,
  result: Exclude<RestoreResult, { kind: 'refused' }>,
): ReconcileResult {
  const { kind, detail, fields, spent } = result;
  if (kind === 'unchanged') return createResult('unchanged', detail, spent);
  patch(state, {
    skippedFields: [...new Set([...state.skippedFields, ...fields])],
    differences: state.differences?.filter(({ field }) => !fields.includes(field)),
    lastEvent: `${detail} (by ${by})`,
  });
  recordWrite(state, { what: [detail] }, Date.now());
  if (!state.stalled) state.attention ??= describeSkippedFields(state);
  return createResult('written', detail, spent);
}

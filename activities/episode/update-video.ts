import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { UpdateResult, VideoRequest } from '../../contract/episode.ts';
import { basesOfVideo } from '../../domain/changes/claims.ts';
import type { KeptTextField } from '../../domain/changes/kept/entry.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { mergeVideo } from '../../domain/changes/merge/merge.ts';
import { listForeignValues } from '../../domain/changes/merge/unsaved.ts';
import { planVideo, type VideoPlan } from '../../domain/changes/plan/plan.ts';
import { FIELDS } from '../../domain/content/ownership.ts';
import { isInserted, parseDescription } from '../../domain/render/description/marker.ts';
import type { Desired } from '../../domain/render/desired.ts';
import type { Dependencies } from '../dependencies.ts';
import { readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { describePhase, describePlan, describeRefusal } from './describe-result.ts';
import { type KeptResult, keepTexts } from './keep-foreign.ts';
import { assertNotReplaced, assertOwnership, readLive } from './own-video.ts';
import { planSteps } from './plan-steps.ts';
import { listOurs, sendChanges } from './send-changes.ts';
import { findBindTime } from './stream-schedule.ts';

/**
 * Read, merge, write: brings title, description, tags, category, language, privacy, start and latency of one video to what a
 * commit says, field by field, and lists what else the video needs. Repeatable: it compares before it writes.
 * 1 unit for the video, 1 for its broadcast while it is upcoming, 50 for each write.
 */
export function updateVideo(deps: Dependencies, request: VideoRequest): Promise<UpdateResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<UpdateResult>> => {
    const state = await readState(deps, call, request);
    const { live, desired, bindAt, now } = state;
    if (isDeferredByAir(request, live, now))
      return { ...deferUntilOver(live, desired), ...describePhase({ live, desired, bindAt, now }) };
    const broadcast = await readBroadcast(deps, call, live);
    const { plan, foreign } = planUpdate(state, broadcast, request);
    const kept = foreign.length === 0 ? undefined : await keepTexts(deps, request, { live, fields: foreign });
    const sent = await sendChanges(deps, call, { plan, live, broadcast, before: request.notConverged });
    return {
      ...addKept(describePlan(plan, desired), kept),
      title: desired.title,
      status: desired.status,
      nextSteps: planNextSteps(state, broadcast, request),
      skippedFields: [...plan.edited, ...plan.unknown],
      ...listWritten(plan),
      ...describeRefusal(plan, live, sent.notConverged),
      ...(Object.keys(sent.notConverged).length === 0 ? {} : { notConverged: sent.notConverged }),
      ...describePhase({ live, desired, broadcast: sent.broadcast, bindAt, now }),
    };
  });
}

type State = Awaited<ReturnType<typeof readState>>;

/** What the commit says and what is on YouTube. Throws when the video does not belong to the episode. */
async function readState(deps: Dependencies, call: YouTubeCall, request: VideoRequest) {
  const { catalog, episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
  assertNotReplaced(catalog, episode, request.videoId);
  const live = await readLive(deps, call, request);
  const forms = catalog.academy;
  const bases = basesOfVideo(await readBases(deps.repository, request.baseCommits, episode), live, forms);
  assertOwnership({ live, desired, episode, forms, overwrite: request.overwrite });
  deps.index.remember(episode.id, live.videoId);
  const now = deps.clock();
  return { desired, live, bases, forms, now, bindAt: findBindTime(catalog, desired, now) };
}

const HOUR = 60 * 60 * 1000;

/**
 * From an hour before the start until it is complete, only the episode's own file changes a video. Without a base commit a change
 * cannot be attributed to this file. A creation that has begun is finished.
 */
export function isDeferredByAir(
  { cause, baseCommits, madeMsAgo }: Pick<VideoRequest, 'cause' | 'baseCommits' | 'madeMsAgo'>,
  live: LiveVideo,
  now: number,
): boolean {
  const byOwnFile = cause === 'direct' && baseCommits.length > 0;
  return !byOwnFile && madeMsAgo === undefined && isAroundAir(live, now);
}

function isAroundAir(live: LiveVideo, now: number): boolean {
  if (live.phase === 'live' || live.phase === 'testing') return true;
  return live.phase === 'upcoming' && Date.parse(live.start ?? '') - now <= HOUR;
}

const deferUntilOver = (live: LiveVideo, { status }: Desired) => ({
  kind: 'deferred' as const,
  detail: `${live.phase === 'upcoming' ? 'about to go on air' : 'on air'}: changes from a shared file, or of unknown origin, wait until the stream ends`,
  title: live.title,
  status,
  nextSteps: [],
});

/** Start, end, latency and stream belong to the broadcast: 1 unit, while they can still change. */
async function readBroadcast(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { phase, videoId }: LiveVideo,
) {
  if (phase !== 'upcoming') return undefined;
  return (await readBroadcasts(youtube, meter, [videoId], signal))[0];
}

/** `foreign`: texts that the plan overwrites and that we did not write. What YouTube made of our own words is not among them. */
function planUpdate(
  state: State,
  broadcast: LiveBroadcast | undefined,
  request: VideoRequest,
): { readonly plan: VideoPlan; readonly foreign: readonly KeptTextField[] } {
  const { live, forms } = state;
  const { start, end, latency } = broadcast ?? {};
  const ours = listOurs({ ...live, start, end, latency }, request.notConverged ?? {});
  const overwrite = [...(request.overwrite ?? []), ...ours];
  const input = { ...state, broadcast, created: isInserted(live, forms), overwrite };
  const plan = planVideo(input);
  const written = plan.changes.flatMap(({ fields }) => fields);
  const foreign = listForeignValues(input, mergeVideo(input)).filter(
    (field) => written.includes(field) && !ours.includes(field),
  );
  return { plan, foreign };
}

const addKept = (described: Pick<UpdateResult, 'kind' | 'detail'>, kept: KeptResult | undefined) =>
  kept === undefined
    ? described
    : { ...described, detail: `${described.detail}; ${kept.detail}`, kept: kept.kept };

function listWritten({ changes }: VideoPlan): Pick<UpdateResult, 'wrote'> {
  const written = changes.flatMap(({ fields }) => fields);
  return written.length === 0 ? {} : { wrote: FIELDS.filter((field) => written.includes(field)) };
}

/** What the video needs besides its fields. If its creation was finished by this update, that was done before. */
function planNextSteps(state: State, broadcast: LiveBroadcast | undefined, request: VideoRequest) {
  const { live, forms } = state;
  const { madeMsAgo, thumbnail, overwrite = [] } = request;
  const fresh = isInserted(live, forms) && madeMsAgo === undefined;
  const unsealed = parseDescription(live.description, forms).marker?.seal === undefined;
  return planSteps({ ...state, broadcast, fresh, unsealed, thumbnail, overwrite });
}

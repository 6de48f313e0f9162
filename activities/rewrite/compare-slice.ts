import { RepositoryError } from '../../clients/git/index.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { ReconcileTarget, SliceRequest, SliceResult } from '../../contract/rewrite.ts';
import { hashPublication } from '../../domain/changes/approval/approval.ts';
import { basesOf, rememberStanding, type Standing } from '../../domain/changes/hand-over.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { type EpisodeChange, isObservedStream } from '../../domain/changes/plan/changes.ts';
import { planVideo, type VideoPlan } from '../../domain/changes/plan/plan.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { COSTS, PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  assertNotAnothers,
  candidatesOf,
  findStanding,
  isSealedFor,
  twoVideosFailure,
} from '../episode/own-video.ts';
import { planSteps, sumSteps } from '../episode/plan-steps.ts';
import { readBases, readCatalogAt } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { listShared } from '../sync/compare-commits.ts';
import { reconcileTarget } from '../sync/plan-commit.ts';
import { compareTakeOvers } from './compare-take-overs.ts';
import { judgeObserved } from './judge-observed.ts';
import { type Count, countNotOurs, type SliceOutcome } from './outcome.ts';

/**
 * Compares up to 50 episodes of a rewrite with YouTube: 1 unit for all of them. Upcoming ones are passed on, because their own
 * workflow knows them, but for those of others that are only observed. If an episode's video is not known, the whole channel is listed, once per worker.
 */
export function compareSlice(deps: Dependencies, request: SliceRequest): Promise<SliceResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<SliceResult>> => {
    const catalog = await readCatalogAt(deps.repository, request.commit);
    const { changeKeys: _approved, ...scope } = request;
    const shared = await listShared(deps, request.takeOver === true ? scope : request);
    const slice = shared.slice(request.from, request.from + request.size);
    if (request.takeOver === true)
      return collect(await compareTakeOvers(deps, call, { catalog, slice, request }));
    const videos = await readSlice(deps, call, catalog, slice);
    const outcomes = await Promise.all(
      slice.map((change) => compareOne(deps, request, { catalog, change, videos })),
    );
    return collect(outcomes);
  });
}

type Videos = ReadonlyMap<string, LiveVideo>;

async function readSlice(
  deps: Dependencies,
  call: YouTubeCall,
  catalog: Catalog,
  slice: readonly EpisodeChange[],
): Promise<Videos> {
  const read = slice.flatMap((change) =>
    change.finished || isObservedStream(change) ? (catalog.episodes[change.episodeId] ?? []) : [],
  );
  if (read.some((episode) => candidatesOf(deps, catalog, episode).length === 0))
    await deps.index.listAll(call, catalog.academy);
  const ids = [...new Set(read.flatMap((episode) => candidatesOf(deps, catalog, episode)))];
  const videos = new Map<string, LiveVideo>();
  for (let from = 0; from < ids.length; from += PAGE_SIZE) {
    const page = ids.slice(from, from + PAGE_SIZE);
    for (const video of await readVideos(deps.youtube, call.meter, page, call.signal))
      videos.set(video.videoId, video);
  }
  return videos;
}

/** The video of an episode. Of several with its marker, the one that still has it. @throws Failure (stall) when two have it */
function videoOf(deps: Dependencies, catalog: Catalog, episode: Episode, videos: Videos): string | undefined {
  const candidates = candidatesOf(deps, catalog, episode);
  if (candidates.length < 2) return candidates[0];
  const still = candidates.filter((videoId) => {
    const live = videos.get(videoId);
    return live !== undefined && isSealedFor(catalog, episode, live);
  });
  if (still.length > 1) throw twoVideosFailure(episode, still);
  return still[0];
}

/** An open episode may read its broadcast, and its video again before the thumbnail. */
const EXTRA_READS = COSTS['liveBroadcasts.list'] + COSTS['videos.list'];

type One = { catalog: Catalog; change: EpisodeChange; videos: Videos };

async function compareOne(
  deps: Dependencies,
  request: SliceRequest,
  { catalog, change, videos }: One,
): Promise<SliceOutcome> {
  const mayPublish = isPublicationApproved(request, change);
  const target = { ...reconcileTarget(catalog)(change), ...(mayPublish ? { mayPublish } : {}) };
  const episode = catalog.episodes[change.episodeId];
  if (!change.finished || episode === undefined)
    return (
      (await judgeObserved(deps, { catalog, change, live: videos.get(change.desired.videoId ?? '') })) ?? {
        target: { ...target, units: target.units + EXTRA_READS },
      }
    );
  try {
    const videoId = videoOf(deps, catalog, episode, videos);
    if (videoId === undefined) return missed(change);
    const live = videos.get(videoId);
    if (live === undefined)
      return { count: 'failed', note: `${change.episodeId}: video ${videoId} is not on YouTube` };
    const standing = await findStanding(deps, { catalog, episode, live });
    assertNotAnothers(standing, episode, videoId);
    const handedOver = defined({ remembered: rememberStanding(standing, videoId) });
    const seen = { ...target, videoId, phase: live.phase, handedOver };
    return await compareLive(deps, request, { catalog, change, episode, live, standing, target: seen });
  } catch (error) {
    return toOutcome(change, error);
  }
}

const isPublicationApproved = (
  { publicationKeys }: SliceRequest,
  { desired }: EpisodeChange,
): true | undefined => (publicationKeys?.includes(hashPublication(desired)) ? true : undefined);

/** A failure of one video does not affect the others. Only failures of git and temporary ones stop the slice. */
function toOutcome({ episodeId }: EpisodeChange, error: unknown): SliceOutcome {
  if (error instanceof RepositoryError || (error instanceof Failure && error.kind === 'wait')) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const count = error instanceof Failure && error.kind === 'stall' ? 'stalled' : 'failed';
  return { count, note: `${episodeId}: ${message}` };
}

const missed = ({ episodeId }: EpisodeChange): SliceOutcome => ({
  count: 'missed',
  note: `${episodeId}: its start has passed and it has no video; no broadcast is created in the past`,
});

type Comparison = {
  catalog: Catalog;
  change: EpisodeChange;
  episode: Episode;
  live: LiveVideo;
  standing: Standing;
  target: ReconcileTarget;
};

async function compareLive(
  deps: Dependencies,
  request: SliceRequest,
  { catalog, change, episode, live, standing, target }: Comparison,
): Promise<SliceOutcome> {
  const { desired } = change;
  const bases = basesOf(standing, await readBases(deps.repository, request.baseCommits, episode), live);
  const { mayPublish } = target;
  const now = deps.clock();
  const plan = planVideo({ desired, bases, live, standing, forms: catalog.academy, at: now, mayPublish });
  const steps = planSteps({ desired, bases, live, standing, now, fresh: false });
  const units = COSTS['videos.list'] + plan.units + sumSteps(steps, desired, bases);
  const due = steps.length > 0 ? { hasSteps: true as const } : {};
  if (plan.changes.length > 0 || steps.length > 0) return { target: { ...target, ...due, units } };
  if (standing.kind === 'foreign') return countNotOurs(change, live);
  if (desired.policy.manage === 'observe' && plan.differs.length > 0)
    return {
      count: 'unchanged',
      note: `${change.episodeId}: manage: observe, so what differs is not written: ${plan.differs.join(', ')}`,
    };
  const skipped = [...plan.edited, ...plan.unknown];
  if (skipped.length === 0) return { count: 'unchanged', ...describeHeld(change, plan) };
  return {
    count: 'edited',
    note: `${change.episodeId}: ${skipped.join(', ')} differ on YouTube and may have been edited there; not overwritten`,
  };
}

const describeHeld = (
  { episodeId }: EpisodeChange,
  { blocked, holdsVisibility }: VideoPlan,
): { note?: string } =>
  holdsVisibility === undefined ? {} : { note: `${episodeId}: ${blocked.map(({ why }) => why).join('; ')}` };

function collect(outcomes: readonly SliceOutcome[]): Omit<SliceResult, 'spent'> {
  const counts: Partial<Record<Count, number>> = {};
  for (const outcome of outcomes)
    if ('count' in outcome) counts[outcome.count] = (counts[outcome.count] ?? 0) + 1;
  return {
    targets: outcomes.flatMap((outcome) => ('target' in outcome ? [outcome.target] : [])),
    counts,
    notes: outcomes
      .flatMap((outcome) =>
        'count' in outcome && outcome.note !== undefined ? [{ kind: outcome.count, text: outcome.note }] : [],
      )
      .slice(0, 20),
  };
}

import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { UpdateResult, VideoRequest } from '../../contract/episode-calls.ts';
import type { Step } from '../../contract/episode-steps.ts';
import { listDifferences } from '../../domain/changes/adopt/differences.ts';
import { shortenChanges, shortenDifferences } from '../../domain/changes/adopt/shown.ts';
import { basesOf, type Standing } from '../../domain/changes/hand-over.ts';
import type { KeptTextField } from '../../domain/changes/kept/entry.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { mergeVideo } from '../../domain/changes/merge/merge.ts';
import { listForeignValues } from '../../domain/changes/merge/unsaved.ts';
import { planVideo, type VideoPlan } from '../../domain/changes/plan/plan.ts';
import { FOR_REPLACED, type JudgedVideo, nextLook, reportReplaced } from '../../domain/changes/replaced.ts';
import { takeOverKey } from '../../domain/changes/take-over.ts';
import { judgeNumber, type NumberVerdict } from '../../domain/changes/take-over-number.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { renderWish } from '../../domain/render/visibility.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { describePages } from '../pages.ts';
import { readBases, readCatalogIfKnown, readContent, readVisibilityBases } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import {
  audienceAfter,
  describePhase,
  describePlan,
  describeRefusal,
  describeSchedule,
} from './describe-result.ts';
import { type KeptResult, keepTexts } from './keep-foreign.ts';
import { assertNotAnothers, assertNotReplaced, readLiveWith, standingOf } from './own-video.ts';
import { planSteps } from './plan-steps.ts';
import { judgeAllReplaced, listReplacedIds } from './replaced-videos.ts';
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
    const broadcast = await readBroadcast(deps, call, state);
    const planWithout = (refused: readonly Field[]) => planUpdate(state, broadcast, request, refused);
    const { foreign } = planWithout([]);
    const kept = foreign.length === 0 ? undefined : await keepTexts(deps, request, { live, fields: foreign });
    const before = request.notConverged;
    const sent = await sendChanges(deps, call, {
      planWithout: (refused) => planWithout(refused).plan,
      live,
      broadcast,
      before,
    });
    const { plan } = sent;
    const replaced = await judgeReplaced(deps, request, state, plan);
    return {
      ...addKept(describePlan(plan, desired, { takeOver: request.takeOver, number: state.number }), kept),
      ...defined({ remembered: plan.remembered }),
      title: desired.title,
      status: desired.status,
      nextSteps: [...planNextSteps(state, broadcast, request), ...listReplacedSteps(replaced)],
      ...describeSkipped(state, broadcast, [...plan.edited, ...plan.unknown]),
      ...listWritten(plan),
      ...(request.withChanges === true ? describeChanges(state, broadcast, plan) : {}),
      ...(sent.isCutOff ? {} : describeRefusal(plan, live, sent.notConverged)),
      ...(Object.keys(sent.notConverged).length === 0 ? {} : { notConverged: sent.notConverged }),
      ...(plan.holdsVisibility !== undefined ? { heldBases: request.heldBases ?? request.baseCommits } : {}),
      ...describeSchedule(live, plan),
      ...describePages(deps.pages),
      ...defined({ replaced: reportReplaced(replaced) }),
      ...lookAgain(
        describePhase({ live, desired, broadcast: sent.broadcast, bindAt, now }),
        nextLook(replaced, now),
      ),
    };
  });
}

/** Fields that are left to a person, and what is there: whoever decides about them sees it where the decision is asked for. */
function describeSkipped(
  { content, live }: State,
  broadcast: LiveBroadcast | undefined,
  skippedFields: readonly Field[],
): Pick<UpdateResult, 'skippedFields' | 'differences'> {
  const found = listDifferences({ ...content, live, broadcast }, skippedFields, new Map());
  return { skippedFields, ...(found.length === 0 ? {} : { differences: shortenDifferences(found) }) };
}

/** Replaced videos that wait for this one. */
const lookAgain = <Described extends { readonly checkInMs?: number; readonly checkFor?: string }>(
  described: Described,
  inMs: number | undefined,
): Described =>
  inMs === undefined || inMs >= (described.checkInMs ?? Number.POSITIVE_INFINITY)
    ? described
    : { ...described, checkInMs: inMs, checkFor: FOR_REPLACED };

type State = Awaited<ReturnType<typeof readState>>;

/** What the commit says and what is on YouTube. Throws when the video does not belong to the episode. */
async function readState(deps: Dependencies, call: YouTubeCall, request: VideoRequest) {
  const { catalog, episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
  assertNotReplaced(catalog, episode, request.videoId);
  const { live, others: olds } = await readLiveWith(deps, call, request, listReplacedIds(episode));
  const before = standingOf(catalog, episode, live, request.remembered);
  const key = takeOverKey(desired, live);
  const number: NumberVerdict =
    before.kind === 'foreign'
      ? await readNumber(deps, request, { catalog, episode, desired, key })
      : { kind: 'none' };
  const isApproved = before.kind === 'foreign' && key === request.takeOver;
  const isTaken = isApproved || number.kind === 'counts';
  const standing: Standing = isTaken ? { kind: 'taken' } : before;
  assertNotAnothers(standing, episode, live.videoId);
  const bases = basesOf(standing, await readBases(deps.repository, request.baseCommits, episode), live);
  const publishing = await readPublishing(deps, request, { live, episode, standing, isApproved });
  deps.index.remember(episode.id, live.videoId);
  const now = deps.clock();
  const bindAt = findBindTime(catalog, desired, now);
  const content = { catalog, episode, desired };
  return {
    content,
    desired,
    live,
    olds,
    standing,
    bases,
    forms: catalog.academy,
    now,
    publishing,
    bindAt,
    number,
  };
}

/**
 * What decides whether this request may publish the video. A creation that is being finished may: it was made under this visibility.
 * So may a take-over that is approved for these very values: its card named the publication.
 */
async function readPublishing(
  { repository }: Dependencies,
  { cause, baseCommits, heldBases = baseCommits, mayPublish, madeMsAgo }: VideoRequest,
  { live, episode, standing, isApproved }: Publishing,
) {
  const visibilityBases = await readVisibilityBases(repository, heldBases, episode);
  return {
    visibilityBases: visibilityBases.filter(({ base }) => basesOf(standing, [base], live).length > 0),
    own: renderWish(episode, undefined),
    direct: cause === 'direct' && baseCommits.length > 0,
    mayPublish: mayPublish === true || madeMsAgo !== undefined || isApproved,
  };
}

type Publishing = {
  readonly live: LiveVideo;
  readonly episode: Episode;
  readonly standing: Standing;
  /** A take-over: an approval counts for the very values that it named. */
  readonly isApproved: boolean;
};

/** Whether the episode's file carries the approval itself. It never publishes: `readPublishing` knows nothing of it. */
async function readNumber(
  { repository, takesOverByCommit: allowed = false }: Dependencies,
  { cause, baseCommits }: VideoRequest,
  { catalog: head, episode, desired, key }: Numbered,
): Promise<NumberVerdict> {
  const bases = await Promise.all(baseCommits.map((commit) => readCatalogIfKnown(repository, commit)));
  return judgeNumber({
    episode,
    key,
    manage: desired.policy.manage,
    head,
    bases: bases.map((base) => base?.catalog),
    allowed,
    direct: cause === 'direct',
  });
}

type Numbered = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  readonly key: string;
};

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

/** Start, end, latency and stream belong to the broadcast: 1 unit, while they can still change and are ours to write. */
async function readBroadcast(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { live, standing }: Pick<State, 'live' | 'standing'>,
) {
  if (live.phase !== 'upcoming' || standing.kind === 'foreign') return undefined;
  return (await readBroadcasts(youtube, meter, [live.videoId], signal))[0];
}

/** `foreign`: texts that the plan overwrites and that we did not write. What YouTube made of our own words is not among them. */
function planUpdate(
  state: State,
  broadcast: LiveBroadcast | undefined,
  request: VideoRequest,
  refused: readonly Field[],
): { readonly plan: VideoPlan; readonly foreign: readonly KeptTextField[] } {
  const { live } = state;
  const { start, end, latency } = broadcast ?? {};
  const ours = listOurs({ ...live, start, end, latency }, request.notConverged ?? {});
  const overwrite = [...(request.overwrite ?? []), ...ours];
  const input = { ...state, ...state.publishing, broadcast, overwrite, refused };
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

/** Before is what was read, not what a commit renders: of several commits, none knows which one was on YouTube. */
function describeChanges(
  { content, live }: State,
  broadcast: LiveBroadcast | undefined,
  plan: VideoPlan,
): Pick<UpdateResult, 'changes'> {
  const { wrote = [] } = listWritten(plan);
  const found = listDifferences({ ...content, live, broadcast }, wrote, new Map());
  return found.length === 0 ? {} : { changes: shortenChanges(found) };
}

/** What the video needs besides its fields. If its creation was finished by this update, that was done before. */
function planNextSteps(state: State, broadcast: LiveBroadcast | undefined, request: VideoRequest) {
  const { madeMsAgo, thumbnail, overwrite = [] } = request;
  const fresh = state.standing.kind === 'unfinished' && madeMsAgo === undefined;
  return planSteps({ ...state, broadcast, fresh, thumbnail, overwrite });
}

/** What becomes of the videos that this one replaces, once this plan is applied. */
function judgeReplaced(
  deps: Dependencies,
  { baseCommits, remembered, replacedDue: due = [] }: VideoRequest,
  { content, live, standing, olds, now: at }: State,
  plan: VideoPlan,
): Promise<readonly JudgedVideo[]> {
  const { catalog, episode } = content;
  return judgeAllReplaced(deps, {
    content,
    successor: { live: { ...live, ...audienceAfter(live, plan) }, standing },
    olds,
    baseCommits,
    due,
    standingOf: (old) => standingOf(catalog, episode, old, remembered),
    at,
  });
}

const listReplacedSteps = (replaced: readonly JudgedVideo[]): readonly Step[] =>
  replaced.some(({ decision }) => decision.kind === 'write') ? ['replaced'] : [];

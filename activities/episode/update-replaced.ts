import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { setThumbnail as upload } from '../../clients/youtube/thumbnails.ts';
import { type StoredVideo, updatePrivacy } from '../../clients/youtube/videos.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { StepResult } from '../../contract/episode-steps.ts';
import { FOR_REPLACED, nextLook, type ReplacedField, reportReplaced } from '../../domain/changes/replaced.ts';
import { fileRef } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { defined } from '../../domain/shared/defined.ts';
import { hashValue } from '../../domain/shared/hash.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { assertNotReplaced, readLiveWith, standingOf } from './own-video.ts';
import { type Judged, judgeAllReplaced, listReplaced, listReplacedIds } from './replaced-videos.ts';
import { compareThumbnail, drawThumbnail } from './set-thumbnail.ts';
import { describeParts, isHeldBack, REFUSAL_DIGITS, type RefusedPart, sendPart } from './step-refusal.ts';

type Video = Judged<StoredVideo>;

/**
 * What the file says of the videos that the episode's video replaces: hides them, and gives them a picture. It judges what it has just
 * read, so it may be repeated. Titles, descriptions and tags are not sent. 1 unit, and 50 for each write.
 */
export function updateReplaced(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    assertNotReplaced(content.catalog, content.episode, request.videoId);
    const judged = await readAndJudge(deps, call, request, content);
    const hash = hashValue(listReplaced(content.episode), REFUSAL_DIGITS);
    const held = isHeldBack(request, hash) ? (request.lastRefusal?.parts ?? []) : [];
    const results: Written[] = [];
    const refused: RefusedPart[] = [];
    const parts = judged.flatMap(listParts);
    for (const { part, field, video } of parts.filter((one) => !held.includes(one.part))) {
      const result = await sendPart(part, () => WRITE[field](deps, call, { request, content, video }));
      if ('part' in result) refused.push(result);
      else results.push(result.sent);
    }
    const left = parts.filter(({ part }) => [...held, ...refused.map((one) => one.part)].includes(part));
    const rest = judged.filter(
      (video) => video.decision.kind !== 'write' || left.some((one) => one.video === video),
    );
    return {
      ...describe(hash, { results, refused, left }),
      ...defined({ replaced: reportReplaced(rest), checkInMs: nextLook(rest, deps.clock()) }),
      checkFor: FOR_REPLACED,
    };
  });
}

/** `left`: parts that were refused, now or before. */
type Outcome = {
  readonly results: readonly Written[];
  readonly refused: readonly RefusedPart[];
  readonly left: readonly Part[];
};

function describe(hash: string, { results, refused, left }: Outcome): WithoutSpent<StepResult> {
  const refusal = describeParts(hash, refused);
  const isHeld = refusal === undefined && left.length > 0;
  return {
    done: results.some(({ done }) => done),
    detail:
      results.map(({ detail }) => detail).join('; ') ||
      refusal?.message ||
      'replaced videos: nothing to write',
    ...(isHeld ? { stillRefused: true as const } : {}),
    ...(refusal === undefined ? {} : { refused: { ...refusal, parts: left.map(({ part }) => part) } }),
  };
}

/** One write, and its name in a refusal. */
type Part = { readonly part: string; readonly field: ReplacedField; readonly video: Video };

const listParts = (video: Video): readonly Part[] =>
  video.decision.kind === 'write'
    ? video.decision.fields.map((field) => ({ part: `${field} of ${video.videoId}`, field, video }))
    : [];

async function readAndJudge(
  deps: Dependencies,
  call: YouTubeCall,
  request: VideoRequest,
  content: EpisodeContent,
): Promise<readonly Video[]> {
  const { catalog, episode } = content;
  const { live, others } = await readLiveWith(deps, call, request, listReplacedIds(episode));
  const standing = (video: StoredVideo) => standingOf(catalog, episode, video, request.remembered);
  return judgeAllReplaced(deps, {
    content,
    successor: { live, standing: standing(live) },
    olds: others,
    baseCommits: request.baseCommits,
    due: request.replacedDue ?? [],
    standingOf: standing,
    at: deps.clock(),
  });
}

type Work = {
  readonly request: VideoRequest;
  readonly content: EpisodeContent;
  readonly video: Video;
};
type Written = Pick<StepResult, 'done' | 'detail'>;
type Write = (deps: Dependencies, call: YouTubeCall, work: Work) => Promise<Written>;

const WRITE: Readonly<Record<ReplacedField, Write>> = { visibility: hide, thumbnail: replacePicture };

async function hide({ youtube }: Dependencies, call: YouTubeCall, { video }: Work): Promise<Written> {
  const { old, wish } = video;
  const { visibility: privacy = old.privacy } = wish;
  await updatePrivacy(youtube, call.meter, { live: old, privacy }, call.signal);
  return { done: true, detail: `the replaced video ${old.videoId} is now ${privacy}` };
}

/** As for every video: a picture that a person made stays. */
async function replacePicture(deps: Dependencies, call: YouTubeCall, work: Work): Promise<Written> {
  const { request, content, video } = work;
  const { videoId } = video;
  const name = `the thumbnail of the replaced video ${videoId}`;
  const drawn = await drawThumbnail(deps, pictureOf(work), request.episodeId);
  const before = await readBases(deps.repository, request.baseCommits, content.episode);
  const { source } = await compareThumbnail(deps, call, {
    live: video.old,
    thumbnail: drawn,
    bases: [content.desired, ...before],
  });
  if (source === 'desired') return { done: false, detail: `${name} is up to date` };
  if (source === 'person') return { done: false, detail: `${name} is a person's; not overwritten` };
  const { bytes, mimeType } = drawn;
  await upload(deps.youtube, call.meter, { videoId, bytes, mimeType }, call.signal);
  return { done: true, detail: `${name} was uploaded` };
}

function pictureOf({ content: { catalog, episode }, video: { wish } }: Work): Picture {
  const path = typeof wish.thumbnail === 'object' ? wish.thumbnail.file : '';
  return { kind: 'file', title: episode.title, file: fileRef(catalog, path) };
}

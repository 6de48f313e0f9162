import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeBase, FileText, PushedChange, Repository } from '../../clients/git/index.ts';
import { nameVideo, readNamedVideo } from '../../domain/changes/name-video.ts';
import { defined } from '../../domain/shared/defined.ts';
import { findEpisode } from '../read-content.ts';

/** A video that was made for an episode. */
export type MadeVideo = { readonly episodeId: string; readonly videoId: string };

/** Commits the ids of new videos to the files of their episodes. */
export type VideoRecorder = {
  /** @returns the commit; undefined: there was nothing to change. @throws RepositoryError `refused` when it may not push */
  record(video: MadeVideo): Promise<string | undefined>;
  /** It is on by default only: where it may not push, nothing is wrong. */
  readonly mayBeRefused: boolean;
};

export type RecorderOptions = {
  /** Absent: the branch that is followed. */
  readonly ownBranch?: string;
  readonly mayBeRefused?: boolean;
  readonly batchMs?: number;
};

/** A commit of ten episodes makes ten videos within seconds: their ids are one commit. */
const BATCH_MS = 2000;

/** undefined: the repository is one that is never written to. */
export function createVideoRecorder(
  repository: Repository,
  { ownBranch, mayBeRefused = false, batchMs = BATCH_MS }: RecorderOptions = {},
): VideoRecorder | undefined {
  const { push } = repository;
  if (push === undefined) return undefined;
  const waiting: MadeVideo[] = [];
  let next: Promise<string | undefined> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const recordAll = async (): Promise<string | undefined> => {
    await sleep(batchMs);
    // One after the other: two pushes of one process would only race each other.
    await last.catch(() => undefined);
    next = undefined;
    const videos = waiting.splice(0);
    const pushed = push({
      ...defined({ ownBranch }),
      create: (base) => createChange(repository, base, videos),
    });
    last = pushed;
    return pushed;
  };
  return {
    mayBeRefused,
    record: (video) => {
      waiting.push(video);
      next ??= recordAll();
      return next;
    },
  };
}

async function createChange(
  repository: Repository,
  base: ChangeBase,
  videos: readonly MadeVideo[],
): Promise<PushedChange | undefined> {
  const { catalog } = await repository.readCatalog(base.head);
  if (catalog === undefined) return undefined;
  const made = videos.flatMap(({ episodeId, videoId }) => {
    const path = findEpisode(catalog, episodeId)?.origin.path;
    return path === undefined ? [] : [{ path, videoId }];
  });
  const unmerged = base.unmerged.flatMap(({ path, text }) => {
    const videoId = readNamedVideo(path, text);
    return videoId === undefined ? [] : [{ path, videoId }];
  });
  const wanted = new Map([...unmerged, ...made].map((one) => [one.path, one.videoId]));
  const files: FileText[] = [];
  for (const [path, videoId] of wanted) {
    const text = await base.readText(path);
    const named = text === undefined ? undefined : nameVideo(path, text, videoId);
    if (named !== undefined) files.push({ path, text: named });
  }
  // What our own branch has already is not worth another commit.
  if (files.every(({ path }) => isUnmerged(base, path, wanted.get(path)))) return undefined;
  return { message: describeChange(files), files };
}

const isUnmerged = ({ unmerged }: ChangeBase, path: string, videoId: string | undefined): boolean =>
  unmerged.some((one) => one.path === path && readNamedVideo(path, one.text) === videoId);

function describeChange(files: readonly FileText[]): string {
  const [first] = files;
  const subject =
    files.length === 1
      ? `Name the video of ${first?.path.replace(/^episodes\//, '').replace(/\.ya?ml$/, '')}`
      : `Name the videos of ${files.length} episodes`;
  return `${subject}\n\nShowrunner made them from these files. With the id in its file, a video is found even if its\ndescription and all state are lost.\n`;
}

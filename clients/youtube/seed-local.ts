import { isFinished } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { type Desired, privacyIn, renderSealedDescription } from '../../domain/render/desired.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { defined } from '../../domain/shared/defined.ts';

/** Draws a thumbnail of the catalog; undefined: the video gets none. */
type DrawPicture = (picture: Picture) => Promise<{ readonly bytes: Buffer } | undefined>;

export type SeedOptions = {
  /** The local YouTube. */
  readonly url: string;
  readonly catalog: Catalog;
  /** `later`: the videos have a thumbnail at once, whose bytes `addSeededPictures` draws. */
  readonly drawPicture: DrawPicture | 'later';
  /** ms since 1970: episodes that are finished by then are seeded. */
  readonly now: number;
  /** Descriptions without a marker, as a person would have typed them before using Showrunner. */
  readonly handWritten?: boolean;
  /** Called after each batch. */
  readonly onProgress?: (progress: SeedProgress) => void;
};

export type SeedProgress = { readonly done: number; readonly total: number };

/** Pictures of so many videos are in memory at a time, here and in the local YouTube: 3 to 5 MB. */
const BATCH = 20;

export type Seeded = { readonly created: number; readonly existing: number };

/**
 * Fills the local YouTube as if the catalog had already been streamed: one finished video per past episode that has a videoId.
 * Existing videos stay as they are, so that one that was interrupted can be repeated. No units. Uses only the control API of the emulator, so it cannot reach Google.
 */
export async function seedLocalYouTube(options: SeedOptions): Promise<Seeded> {
  const { url, catalog, now } = options;
  const known = new Set((await readVideos(url)).map(({ id }) => id));
  const finished = listFinished(catalog, now).filter(
    ({ videoId }) => videoId !== undefined && !known.has(videoId),
  );
  let seeded = await post<Seeded>(`${url}/_/seed`, {
    channel: { id: catalog.academy.channelId, title: catalog.academy.name },
    streams: Object.values(catalog.academy.streams),
    playlists: listPlaylists(catalog).map((id) => ({ id, title: id.replace(/^PLshowrunner/, '') })),
  });
  for (let done = 0; done < finished.length; done += BATCH) {
    const batch = finished.slice(done, done + BATCH);
    const videos = await Promise.all(batch.map((desired) => renderVideo(options, desired)));
    const { created, existing } = await post<Seeded>(`${url}/_/seed`, { videos });
    seeded = { created: seeded.created + created, existing: seeded.existing + existing };
    options.onProgress?.({ done: done + batch.length, total: finished.length });
  }
  return seeded;
}

/** Fills the local YouTube with a channel that people filled by hand, which no content describes. No units. */
export const seedHandWritten = (
  url: string,
  handWritten: { readonly videos: number; readonly playlists?: number; readonly upcoming?: number },
): Promise<Seeded> => post<Seeded>(`${url}/_/seed`, { handWritten });

/**
 * Draws the thumbnails that a seed left for later, one at a time, so that others that need one do not wait for all. One that was
 * interrupted can be repeated; a video that the catalog no longer has gets none.
 */
export async function addSeededPictures({
  url,
  catalog,
  drawPicture,
  onProgress,
}: Pick<SeedOptions, 'url' | 'catalog' | 'onProgress'> & {
  readonly drawPicture: DrawPicture;
}): Promise<number> {
  const ids = (await readVideos(url)).flatMap(({ id, thumbnailFollows }) => (thumbnailFollows ? [id] : []));
  const pictures = new Map(renderAll(catalog).map(({ videoId, picture }) => [videoId, picture]));
  for (const [index, id] of ids.entries()) {
    const picture = pictures.get(id);
    const drawn = picture && (await drawPicture(picture));
    await post(`${url}/_/seed`, { thumbnails: [{ id, ...toThumbnail(drawn) }] });
    onProgress?.({ done: index + 1, total: ids.length });
  }
  return ids.length;
}

type SeededState = { readonly id: string; readonly thumbnailFollows?: true };

async function readVideos(url: string): Promise<readonly SeededState[]> {
  const response = await fetch(`${url}/_/channel`);
  const { videos } = (await response.json()) as { videos: readonly SeededState[] };
  return videos;
}

const renderAll = (catalog: Catalog): Desired[] =>
  Object.values(catalog.episodes).flatMap((episode) => {
    const rendering = renderEpisode(catalog, episode);
    return 'desired' in rendering ? [rendering.desired] : [];
  });

const listFinished = (catalog: Catalog, now: number): Desired[] =>
  renderAll(catalog).filter(
    (desired) => desired.kind !== 'none' && desired.status === 'scheduled' && isFinished(desired, now),
  );

const listPlaylists = (catalog: Catalog): string[] => {
  const ofShows = Object.values(catalog.shows).flatMap((show) => [
    ...(show.playlists ?? []),
    ...(show.defaults?.playlists ?? []),
  ]);
  return [...new Set([...ofShows, ...renderAll(catalog).flatMap(({ playlists }) => playlists ?? [])])];
};

async function renderVideo({ catalog, drawPicture, handWritten = false }: SeedOptions, desired: Desired) {
  const { picture, start, videoId = '' } = desired;
  return {
    id: videoId,
    title: desired.title,
    description: handWritten ? desired.body : renderSealedDescription(catalog.academy, desired, videoId),
    tags: desired.tags ?? [],
    categoryId: desired.categoryId ?? '28',
    privacyStatus: privacyIn(desired, true) ?? 'public',
    durationSeconds: desired.durationSeconds,
    playlists: desired.playlists ?? [],
    ...defined({
      defaultLanguage: desired.language,
      defaultAudioLanguage: desired.language,
    }),
    ...(picture === undefined ? {} : await renderThumbnail(drawPicture, picture)),
    ...(start === undefined
      ? {}
      : { publishedAt: start, ...(desired.kind === 'live' ? aired(start, desired.durationSeconds) : {}) }),
  };
}

const renderThumbnail = async (drawPicture: SeedOptions['drawPicture'], picture: Picture) =>
  drawPicture === 'later' ? { thumbnailFollows: true } : toThumbnail(await drawPicture(picture));

const toThumbnail = (drawn: { readonly bytes: Buffer } | undefined) =>
  defined({ thumbnailBase64: drawn?.bytes.toString('base64') });

const aired = (start: string, seconds: number) => ({
  scheduledStartTime: start,
  actualStartTime: start,
  actualEndTime: new Date(Date.parse(start) + seconds * 1000).toISOString(),
});

async function post<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(
      `the local YouTube refused ${new URL(url).pathname}: ${(await response.text()).slice(0, 300)}`,
    );
  return (await response.json()) as T;
}

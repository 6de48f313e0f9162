import { isFinished } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { type Desired, privacyIn, renderSealedDescription } from '../../domain/render/desired.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { defined } from '../../domain/shared/defined.ts';

export type SeedOptions = {
  /** The local YouTube. */
  readonly url: string;
  readonly catalog: Catalog;
  /** Draws a thumbnail of this catalog; undefined: the video gets none. */
  readonly drawPicture: (
    picture: Picture,
  ) => Promise<{ readonly bytes: Buffer; readonly mimeType: string } | undefined>;
  /** ms since 1970: episodes that are finished by then are seeded. */
  readonly now: number;
  /** Descriptions without a marker, as a person would have typed them before using Showrunner. */
  readonly handWritten?: boolean;
  /** Called after each batch. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
};

/** Pictures of so many videos are in memory at a time, here and in the local YouTube: 3 to 5 MB. */
const BATCH = 20;

export type Seeded = { readonly created: number; readonly existing: number };

/**
 * Fills the local YouTube as if the catalog had already been streamed: one finished video per past episode that has a videoId.
 * Existing videos stay as they are, so that one that was interrupted can be repeated. No units. Uses only the control API of the emulator, so it cannot reach Google.
 */
export async function seedLocalYouTube(options: SeedOptions): Promise<Seeded> {
  const { url, catalog, now } = options;
  const known = await readVideoIds(url);
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

async function readVideoIds(url: string): Promise<Set<string>> {
  const response = await fetch(`${url}/_/channel`);
  const { videos } = (await response.json()) as { videos: { id: string }[] };
  return new Set(videos.map(({ id }) => id));
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
  const thumbnail = picture === undefined ? undefined : await drawPicture(picture);
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
      thumbnailBase64: thumbnail?.bytes.toString('base64'),
    }),
    ...(start === undefined
      ? {}
      : { publishedAt: start, ...(desired.kind === 'live' ? aired(start, desired.durationSeconds) : {}) }),
  };
}

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

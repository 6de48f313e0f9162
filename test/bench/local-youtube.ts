import { openRepository } from '../../clients/git/index.ts';
import { seedLocalYouTube } from '../../clients/youtube/seed-local.ts';
import type { Thumbnail } from '../../drawing/index.ts';

export type Quota = {
  readonly spent: number;
  readonly byMethod: Readonly<Record<string, { readonly calls: number; readonly units: number }>>;
};
export type Video = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly hasCustomThumbnail: boolean;
  readonly broadcast?: { readonly lifeCycleStatus: string };
};
type BenchChannel = {
  readonly videos: readonly Video[];
  readonly playlists: readonly { readonly id: string; readonly items: readonly string[] }[];
};

/** What a bench asks a local YouTube without spending units. */
export const readQuota = (url: string): Promise<Quota> => getJson(`${url}/_/quota`);
export const readChannel = (url: string): Promise<BenchChannel> => getJson(`${url}/_/channel`);

/** Fills it with the videos of every finished episode. All have one small picture: drawing thousands is not what is measured. */
export async function seed(url: string, repositoryFolder: string, stateFolder: string): Promise<number> {
  const repository = await openRepository({ location: repositoryFolder, folder: stateFolder });
  const { catalog } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) throw new Error('the generated content has no usable academy.yaml');
  const { created } = await seedLocalYouTube({
    ...{ url, catalog, drawPicture: async () => DOT },
    now: Date.now(),
  });
  return created;
}

/** No call meets the budget's end. */
export async function setBudget(url: string, perDay: number): Promise<void> {
  const response = await fetch(`${url}/_/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ perDay }),
  });
  if (!response.ok) throw new Error(`settings: ${await response.text()}`);
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const DOT: Thumbnail = {
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  sha256: '',
  mimeType: 'image/png',
  width: 1280,
  height: 720,
};

import type { ThumbnailInput } from '../../clients/youtube/thumbnails.ts';
import type { RestoreCall } from '../../contract/episode-calls.ts';
import type { KeptField, KeptTexts } from '../../domain/changes/kept/entry.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import type { Desired } from '../../domain/render/desired.ts';
import type { Dependencies } from '../dependencies.ts';
import { readBases } from '../read-content.ts';
import { drawThumbnail } from './set-thumbnail.ts';

/** What can be written back. `source`: for people. */
export type Restorable = {
  readonly source: string;
  readonly texts?: KeptTexts;
  readonly picture?: Pick<ThumbnailInput, 'bytes' | 'mimeType'>;
};

type Target = {
  readonly episode: Episode;
  readonly videoId: string;
  readonly fields: readonly KeptField[];
};

/** Reads a kept entry by its hash, or renders the episode at a commit. A text: why there is nothing to restore. */
export const readRestorable = (
  deps: Dependencies,
  { kept, from }: Pick<RestoreCall, 'kept' | 'from'>,
  target: Target,
): Promise<Restorable | string> =>
  kept === undefined ? renderAt(deps, from ?? '', target) : readKept(deps, kept, target);

async function readKept(
  { kept: store }: Dependencies,
  hash: string,
  { videoId, fields }: Target,
): Promise<Restorable | string> {
  const kept = await store.find(videoId, hash);
  if (kept === undefined) return `nothing is kept as ${hash} for video ${videoId} in ${store.place}`;
  const source = `${hash}, kept ${kept.entry.at}`;
  const { entry } = kept;
  if (entry.kind === 'texts')
    return fields.includes('thumbnail')
      ? `${hash} holds texts and no picture`
      : { source, texts: entry.texts };
  if (fields.some((field) => field !== 'thumbnail')) return `${hash} holds a picture and no texts`;
  const { mimeType } = entry.picture;
  const bytes = await store.readPicture(kept);
  if (mimeType !== 'image/jpeg' && mimeType !== 'image/png')
    return `${hash} is a picture of the type ${mimeType}, and YouTube takes JPEG and PNG: upload it in Studio`;
  if (bytes.length > MAX_UPLOAD_BYTES) return `${hash} is a picture of more than 50 MB: upload it in Studio`;
  return { source, picture: { bytes, mimeType } };
}

/** YouTube's limit for thumbnails since September 2026. */
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

async function renderAt(deps: Dependencies, commit: string, target: Target): Promise<Restorable | string> {
  const [desired] = await readBases(deps.repository, [commit], target.episode);
  if (desired === undefined) return `commit ${commit.slice(0, 10)} does not render this episode`;
  const { title, body, tags } = desired;
  const texts = target.fields.some((field) => field !== 'thumbnail');
  if (target.fields.includes('tags') && tags === undefined)
    return `commit ${commit.slice(0, 10)} says nothing about tags`;
  const picture = target.fields.includes('thumbnail') ? await drawAt(deps, desired) : undefined;
  if (picture === 'none') return `commit ${commit.slice(0, 10)} says nothing about the thumbnail`;
  return {
    source: `commit ${commit.slice(0, 10)}`,
    ...(texts ? { texts: { title, description: body, tags: tags ?? [] } } : {}),
    ...(picture === undefined ? {} : { picture }),
  };
}

const drawAt = async (deps: Dependencies, { picture, episodeId }: Desired) =>
  picture === undefined ? ('none' as const) : drawThumbnail(deps, picture, episodeId);

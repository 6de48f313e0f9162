import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { TemplateProblem } from '../../../domain/render/template/template.ts';
import { renderPicture } from '../../../domain/render/thumbnail/render-picture.ts';
import { ThumbnailError, type Thumbnails } from '../../../drawing/index.ts';
import { pinFiles } from '../../lib/pin-files.ts';
import type { Content } from '../../lib/read-content.ts';
import type { ShownPicture } from './page.ts';

type Stored = { readonly bytes: Uint8Array; readonly mimeType: string };

/** As many pictures as a day of writing makes; each has about 100 KB. */
const MOST = 200;

/** Draws the pictures of episodes, each again only when it looks different, and keeps them to be served. */
export function createPictures(thumbnails: Thumbnails) {
  const byHash = new Map<string, Stored>();
  const drawn = new Map<string, { readonly shows: string; readonly hash: string }>();

  async function draw(content: Content, catalog: Catalog, episode: Episode): Promise<ShownPicture> {
    const wanted = renderPicture(catalog, episode, catalog.shows[episode.show ?? '']);
    if (wanted === undefined) return { why: 'The picture on YouTube stays (thumbnail: keep).' };
    // The page shows no more pixels, and a larger size of the same look would keep the writer waiting.
    const { size: _size, ...small } = wanted;
    const { picture, readBlob } = await pinFiles(small, content.readFile);
    const shows = JSON.stringify(picture);
    const last = drawn.get(episode.id);
    if (last?.shows === shows && byHash.has(last.hash)) return { url: `/pictures/${last.hash}` };
    const { bytes, sha256, mimeType } = await thumbnails.draw(picture, readBlob);
    byHash.delete(byHash.size >= MOST ? (byHash.keys().next().value ?? '') : '');
    byHash.set(sha256, { bytes, mimeType });
    drawn.set(episode.id, { shows, hash: sha256 });
    return { url: `/pictures/${sha256}` };
  }

  return {
    draw: (content: Content, catalog: Catalog, episode: Episode): Promise<ShownPicture> =>
      draw(content, catalog, episode).catch((error: unknown) => {
        if (error instanceof ThumbnailError || error instanceof TemplateProblem)
          return { why: `It cannot be drawn: ${error.message}` };
        throw error;
      }),
    find: (hash: string): Stored | undefined => byHash.get(hash),
  };
}

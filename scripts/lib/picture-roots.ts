import type { Catalog } from '../../domain/content/catalog/records.ts';

/** Folders at the root of the content that have pictures which it names, and pictures at the root itself. */
export const listPictureRoots = (catalog: Pick<Catalog, 'blobs'> | undefined): ReadonlySet<string> =>
  new Set(
    Object.keys(catalog?.blobs ?? {})
      .filter((path) => /\.(png|jpe?g|webp|avif|gif)$/i.test(path))
      .map((path) => path.split('/')[0] ?? path),
  );

import type { NamedPicture, PictureUse } from '../../domain/content/catalog/pictures.ts';
import { renderKey } from '../../domain/content/parse/words.ts';
import { locateYaml } from '../../domain/content/yaml/places.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { ThumbnailError, type Thumbnails } from '../../drawing/index.ts';

type Read = { readonly path: string; readonly bytes: Buffer | Error; readonly use: PictureUse };

/** Why a file cannot be drawn; undefined when it can. */
export async function explainUnusable(
  thumbnails: Thumbnails,
  { path, bytes, use }: Read,
): Promise<string | undefined> {
  if (bytes instanceof Error) return `${path} cannot be read: ${bytes.message}`;
  try {
    await thumbnails.check({ path, bytes, use });
    return undefined;
  } catch (error) {
    if (error instanceof ThumbnailError) return error.message;
    throw error;
  }
}

/** The fault, told of the key that names the file. */
export function tellUnusable({ origin, key }: NamedPicture, fault: string, yaml: Buffer): Problem {
  const places = locateYaml(yaml.toString('utf8'));
  return {
    path: origin.path,
    ...places.at(places.offsetOf(key)),
    code: 'unusable-picture',
    message: `${renderKey(key)}: ${fault}`,
    hint: 'Commit another in its place: PNG, JPEG, WebP or AVIF. docs/images.md says which sizes and shapes.',
  };
}

import type { NamedPicture, PictureUse } from '../../../domain/content/catalog/pictures.ts';
import { locateYaml } from '../../../domain/content/yaml/places.ts';
import { formatKeyPath } from '../../../domain/shared/messages.ts';
import type { Problem } from '../../../domain/shared/problem.ts';
import { ThumbnailError, type Thumbnails } from '../../../drawing/index.ts';

type PictureRead = { readonly path: string; readonly bytes: Buffer | Error; readonly use: PictureUse };

/** Why a file cannot be drawn; undefined when it can. */
export async function findFault(
  thumbnails: Thumbnails,
  { path, bytes, use }: PictureRead,
): Promise<string | undefined> {
  if (bytes instanceof Error) return `${path} cannot be read: ${bytes.message}`;
  try {
    await thumbnails.assertDrawable({ path, bytes, use });
    return undefined;
  } catch (error) {
    if (error instanceof ThumbnailError && error.fault !== 'installation') return error.message;
    throw error;
  }
}

/** The problem, at the key that names the file. */
export function createPictureProblem({ origin, key }: NamedPicture, fault: string, yaml: Buffer): Problem {
  const places = locateYaml(yaml.toString('utf8'));
  return {
    path: origin.path,
    ...places.at(places.offsetOf(key)),
    code: 'unusable-picture',
    message: `${formatKeyPath(key)}: ${fault}`,
    hint: 'Replace it with a PNG, JPEG, WebP or AVIF. docs/images.md lists sizes and shapes.',
  };
}

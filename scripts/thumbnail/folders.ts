import { readWorktree } from '../content/worktree.ts';

/** The folders at the root of the content that have pictures in them, and the pictures at the root itself. */
export async function listPictureFolders(location: string): Promise<ReadonlySet<string>> {
  const { catalog } = await readWorktree(location);
  const pictures = Object.keys(catalog?.blobs ?? {}).filter((path) =>
    /\.(png|jpe?g|webp|avif|gif)$/i.test(path),
  );
  return new Set(pictures.map((path) => path.split('/')[0] ?? path));
}

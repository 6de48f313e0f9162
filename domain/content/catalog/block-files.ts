/** Files in this folder replace a built-in block of descriptions. */
export const BLOCK_FOLDER = 'templates/blocks/';

/** The block that a path below `templates/blocks/` replaces, for one show or for all; undefined for any other path. */
export function parseBlockPath(path: string): { readonly block: string; readonly show?: string } | undefined {
  if (!path.startsWith(BLOCK_FOLDER)) return undefined;
  const steps = path
    .slice(BLOCK_FOLDER.length)
    .replace(/\.liquid$/, '')
    .split('/');
  const block = steps.at(-1) ?? '';
  return steps.length === 1 ? { block } : { block, show: steps.slice(0, -1).join('/') };
}

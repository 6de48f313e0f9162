/** Files in here print a block of descriptions instead of the built-in form. */
export const BLOCK_FOLDER = 'templates/blocks/';

/** What a path below `templates/blocks/` means to override; undefined for any other path. */
export function parseBlockPath(path: string): { readonly block: string; readonly show?: string } | undefined {
  if (!path.startsWith(BLOCK_FOLDER)) return undefined;
  const steps = path
    .slice(BLOCK_FOLDER.length)
    .replace(/\.liquid$/, '')
    .split('/');
  const block = steps.at(-1) ?? '';
  return steps.length === 1 ? { block } : { block, show: steps.slice(0, -1).join('/') };
}

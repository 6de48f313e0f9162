import type { Show } from '../catalog/records.ts';
import type { Files } from '../template/files.ts';
import type { Template } from '../template/template.ts';
import type { Block } from './description.ts';

const FOLDER = 'templates/blocks/';

/** The file that a block is printed with instead of the built-in form: the show's, else the academy's. */
export function findOverride(files: Files, block: Block, show: Show | undefined): Template | undefined {
  const names = show === undefined ? [block] : [`${show.id}/${block}`, block];
  const file = names.map(pathOf).find((path) => Object.hasOwn(files, path));
  const text = file === undefined ? undefined : files[file];
  return file === undefined || text === undefined ? undefined : { file, text };
}

/** What a path below `templates/blocks/` means to override; undefined for any other path. */
export function readBlockPath(path: string): { readonly block: string; readonly show?: string } | undefined {
  if (!path.startsWith(FOLDER)) return undefined;
  const steps = path
    .slice(FOLDER.length)
    .replace(/\.liquid$/, '')
    .split('/');
  const block = steps.at(-1) ?? '';
  return steps.length === 1 ? { block } : { block, show: steps.slice(0, -1).join('/') };
}

const pathOf = (name: string): string => `${FOLDER}${name}.liquid`;

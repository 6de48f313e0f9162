import { BLOCK_FOLDER } from '../../content/catalog/block-files.ts';
import type { Show } from '../../content/catalog/records.ts';
import type { Files } from '../template/files.ts';
import type { Template } from '../template/template.ts';
import type { DescriptionBlock } from './description.ts';

/** The file that a block is printed with instead of the built-in form: the show's, else the academy's. */
export function findOverride(
  files: Files,
  block: DescriptionBlock,
  show: Show | undefined,
): Template | undefined {
  const names = show === undefined ? [block] : [`${show.id}/${block}`, block];
  const file = names.map(pathOf).find((path) => Object.hasOwn(files, path));
  const text = file === undefined ? undefined : files[file];
  return file === undefined || text === undefined ? undefined : { file, text };
}

const pathOf = (name: string): string => `${BLOCK_FOLDER}${name}.liquid`;

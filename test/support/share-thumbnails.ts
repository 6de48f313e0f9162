import { pathToFileURL } from 'node:url';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import type { Build } from './build.ts';

const shared = new Map<string, Thumbnails>();

/** One drawing process for all academies of a process: to start one and load its fonts takes longer than most of their pictures. It ends with us. */
export function shareThumbnails({ drawing }: Build): Thumbnails {
  const known = shared.get(drawing) ?? createThumbnails({ entry: pathToFileURL(drawing) });
  shared.set(drawing, known);
  return known;
}

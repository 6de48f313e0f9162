import { pathToFileURL } from 'node:url';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import type { Build } from './build.ts';

const shared = new Map<string, Thumbnails>();

/** One drawing process for all academies of a test process: its start takes longer than most pictures. It ends with the test process. */
export function shareThumbnails({ drawing }: Build): Thumbnails {
  const known = shared.get(drawing) ?? createThumbnails({ entry: pathToFileURL(drawing) });
  shared.set(drawing, known);
  return known;
}

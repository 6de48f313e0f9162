import { createThumbnails, type Thumbnail } from '../../drawing/index.ts';
import { drawSample } from '../pictures/sample.ts';
import { writeGoldens } from './golden.ts';
import { listGoldens } from './pictures.ts';

/** Saves the current pictures as goldens: look at them before you commit. */
export async function makeGoldens(print: (line: string) => void): Promise<void> {
  const thumbnails = createThumbnails();
  try {
    const drawn = new Map<string, Thumbnail>();
    for (const [name, picture] of Object.entries(listGoldens()))
      drawn.set(name, await drawSample(thumbnails, picture));
    await writeGoldens(drawn);
    print(`test/golden: ${drawn.size} goldens; look at them before you commit`);
  } finally {
    await thumbnails.close();
  }
}

import { play, type Row } from './scene.ts';
import type { Stage } from './stage.ts';

/** A commit that renders the same: no write. */
export async function playSame(stage: Stage): Promise<Row> {
  const { narrator, academy } = stage;
  const { changed, added, writes, units, row } = await play(stage, {
    title: 'The same content again: only a comment is new',
    message: 'Say the same again',
    act: () => academy.edit('guests/ada-okafor.yaml', (text) => `# The same person as before.\n${text}`),
  });
  narrator.check(
    writes.length === 0 && changed.length === 0 && added.length === 0,
    'no write, and the channel is as it was',
  );
  narrator.check(units === 0, 'no unit spent');
  return row;
}

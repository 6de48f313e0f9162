import { playScene, type Row } from './scene.ts';
import type { Stage } from './stage.ts';

/** A commit that renders the same texts writes nothing. */
export async function playSame(stage: Stage): Promise<Row> {
  const { narrator, academy } = stage;
  const { changed, added, writes, units, row } = await playScene(stage, {
    title: 'A commit that changes only a comment',
    message: 'Add a comment',
    act: () => academy.edit('guests/ada-okafor.yaml', (text) => `# The same person as before.\n${text}`),
  });
  narrator.check(
    writes.length === 0 && changed.length === 0 && added.length === 0,
    'no write, and the channel is unchanged',
  );
  narrator.check(units === 0, 'no units spent');
  return row;
}

import { validate } from '../verbs/validate.ts';
import { play, type Row } from './scene.ts';
import { EPISODE } from './scene-episode.ts';
import { episodeOf, type Stage } from './stage.ts';

const BROKEN = 'episodes/breakage/the-lost-guest.yaml';
const SENTENCE = 'Two teams, one storm, and nobody knows which cluster is the real one.';

/** A broken file beside a good one: the good one goes through, the broken one is told with its place. */
export async function playBroken(stage: Stage): Promise<Row> {
  const { narrator, academy, settings } = stage;
  const { commit, status, added, changed, row } = await play(stage, {
    title: `A broken file, ${BROKEN}, beside a good one`,
    message: 'Describe a stream, and break another',
    act: async () => {
      await academy.edit(
        BROKEN,
        () =>
          'title: The Lost Guest\nshow: breakage\nscheduledFor: 2099-01-01T18:00:00Z\nguests:\n  - ada-okafr\n',
      );
      await academy.edit(`episodes/${EPISODE.id}.yaml`, (text) => `description: ${SENTENCE}\n${text}`);
    },
  });
  const catalog = await stage.readCatalog(commit);
  const [refusal] = status.refused;
  const place = refusal === undefined ? 'nowhere' : `${refusal.path}:${refusal.line}:${refusal.column}`;
  narrator.check(status.refusedCount === 1 && place === `${BROKEN}:5:5`, `refused, and told at ${place}`);
  const told = await validate({ settings, now: Date.now() });
  narrator.tell(told.text);
  narrator.check(
    told.code === 1 && told.text.includes(place),
    '`npx showrunner validate` tells the same place',
  );
  const good = changed.find(({ video }) => episodeOf(video, catalog) === EPISODE.id);
  narrator.check(
    added.length === 0 && good?.video.description.includes(SENTENCE) === true,
    'the good file went through, and nothing was created for the broken one',
  );
  return row;
}

import { validate } from '../commands/validate.ts';
import { playScene, type Row } from './scene.ts';
import { EPISODE } from './scene-episode.ts';
import { findEpisodeId, type Stage } from './stage.ts';

const BROKEN = 'episodes/breakage/the-lost-guest.yaml';
const SENTENCE = 'Two teams, one storm, and nobody knows which cluster is the real one.';

/** A commit with a broken and a valid file: the valid one is applied, the broken one is reported with its position. */
export async function playBroken(stage: Stage): Promise<Row> {
  const { narrator, academy, settings } = stage;
  const { commit, status, added, changed, row } = await playScene(stage, {
    title: `A commit with a broken file, ${BROKEN}, and a valid one`,
    message: 'Describe a stream and break another',
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
  const [problem] = status.refused;
  const place = problem === undefined ? 'nowhere' : `${problem.path}:${problem.line}:${problem.column}`;
  narrator.check(
    status.refusedCount === 1 && place === `${BROKEN}:5:5`,
    `the broken file is reported at ${place}`,
  );
  const outcome = await validate({ settings, now: Date.now() });
  narrator.print(outcome.text);
  narrator.check(
    outcome.code === 1 && outcome.text.includes(place),
    '`npx showrunner validate` reports the same position',
  );
  const valid = changed.find(({ video }) => findEpisodeId(video, catalog) === EPISODE.id);
  narrator.check(
    added.length === 0 && valid?.video.description.includes(SENTENCE) === true,
    'the valid file was applied, and nothing was created for the broken one',
  );
  return row;
}

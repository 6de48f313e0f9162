import { adopt } from '../../contract/episode.ts';
import { type Action, choose } from './action.ts';
import type { EpisodeFile, Overrides } from './content.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import { reachIdle } from './reach-idle.ts';
import { sendOperatorUpdate } from './studio-actions.ts';
import { type ModelWorld, recordHead } from './world.ts';

/** A manual edit becomes content: the product names the edits of the file, and the model commits the same, computed on its own. */
export const adoptEdit: Action = async (world, { pick }) => {
  const one = choose(
    [...world.episodes.values()].filter(
      ({ manualEdits, uid, unmarked }) =>
        // Without its marker a description is not adopted, and no text becomes content that repeats a sealed line.
        !unmarked &&
        !(manualEdits.body ?? '').includes('#') &&
        Object.keys(manualEdits).length > 0 &&
        fileOf(world, uid),
    ),
    pick,
  );
  if (one === undefined) return 'no manual edit to adopt';
  await reachIdle(world);
  const [path, file] = fileOf(world, one.uid) ?? [];
  if (path === undefined || file === undefined || file.broken) return 'its file is broken';
  const refused = await checkAnswer(world, one);
  if (refused !== undefined) return refused;
  const names = Object.keys(one.manualEdits).join(', ');
  const { manualEdits } = one;
  const overrides: Overrides = { ...file.overrides, ...manualEdits };
  one.manualEdits = {};
  Object.assign(one.adopted, manualEdits);
  // On air the present values may stay: the adopted ones with any of ours.
  one.expectedSinceIdle = one.expectedSinceIdle.flatMap((want) => [want, { ...want, ...manualEdits }]);
  const { raw } = world.branch;
  const episodes = { ...raw.episodes, [path]: { ...file, overrides } };
  await world.branch.commit(`adopt ${names} of episode ${one.uid}`, { ...raw, episodes });
  // Reverted before the product has seen it, it would be a manual edit again.
  world.branch.makePermanent();
  recordHead(world);
  return `adopt ${names} of episode ${one.uid}`;
};

const fileOf = ({ branch }: ModelWorld, uid: number): [string, EpisodeFile] | undefined =>
  Object.entries(branch.raw.episodes).find(([, file]) => file.uid === uid);

/** Asserts that the product names the same edits as the model. @returns why it cannot answer now */
async function checkAnswer(world: ModelWorld, one: ModelEpisode): Promise<string | undefined> {
  const answer = await sendOperatorUpdate(
    world,
    one,
    Object.keys(one.manualEdits),
    (order, startWorkflowOperation) =>
      world.academy
        .client()
        .workflow.executeUpdateWithStart(adopt, { args: [order], startWorkflowOperation })
        .catch((error: Error) => `${error.cause instanceof Error ? error.cause.message : error.message}`),
  );
  if (typeof answer === 'string') return `adopt refused: ${answer}`;
  const found = answer.edits.map(({ key, value }) => [key.join('.'), value]);
  const { title, body, tags } = one.manualEdits;
  const expected = [
    ...(title === undefined ? [] : [['overrides.title', title]]),
    ...(body === undefined ? [] : [['overrides.description', body]]),
    ...(tags === undefined ? [] : [['overrides.tags', tags]]),
  ];
  if (JSON.stringify(found.toSorted()) === JSON.stringify(expected.toSorted())) return undefined;
  throw new InvariantViolation(
    '5',
    `adopt of episode ${one.uid} answers ${JSON.stringify(answer)}, expected ${JSON.stringify(expected)}`,
  );
}

import { adopt } from '../../contract/episode.ts';
import { choose, type Play } from './action.ts';
import type { EpisodeFile, Overrides } from './content.ts';
import { Broken } from './invariant-violation.ts';
import type { Known } from './model-episode.ts';
import { rest } from './reach-idle.ts';
import { operate } from './studio-actions.ts';
import { learn, type World } from './world.ts';

/** What a person wrote becomes the content: the product says how, and the model commits the same by its own words. */
export const adoptEdit: Play = async (world, { pick }) => {
  const one = choose(
    [...world.known.values()].filter(({ hand, uid }) => Object.keys(hand).length > 0 && fileOf(world, uid)),
    pick,
  );
  if (one === undefined) return 'no hand to adopt';
  await rest(world);
  const [path, file] = fileOf(world, one.uid) ?? [];
  if (path === undefined || file === undefined || file.broken) return 'its file is broken';
  const refused = await checkAnswer(world, one);
  if (refused !== undefined) return refused;
  const names = Object.keys(one.hand).join(', ');
  const { hand } = one;
  const overrides: Overrides = { ...file.overrides, ...hand };
  one.hand = {};
  Object.assign(one.adopted, hand);
  // On air what stands may stay, theirs beside any of ours.
  one.since = one.since.flatMap((want) => [want, { ...want, ...hand }]);
  const { raw } = world.history;
  const episodes = { ...raw.episodes, [path]: { ...file, overrides } };
  await world.history.commit(`adopt ${names} of episode ${one.uid}`, { ...raw, episodes });
  // Taken back before it was seen, it would be a person's again.
  world.history.keep();
  learn(world);
  return `adopt ${names} of episode ${one.uid}`;
};

const fileOf = ({ history }: World, uid: number): [string, EpisodeFile] | undefined =>
  Object.entries(history.raw.episodes).find(([, file]) => file.uid === uid);

/** The product must say the very edits that the model makes. @returns why it cannot now */
async function checkAnswer(world: World, one: Known): Promise<string | undefined> {
  const answer = await operate(world, one, Object.keys(one.hand), (order, startWorkflowOperation) =>
    world.academy
      .client()
      .workflow.executeUpdateWithStart(adopt, { args: [order], startWorkflowOperation })
      .catch((error: Error) => `${error.cause instanceof Error ? error.cause.message : error.message}`),
  );
  if (typeof answer === 'string') return `adopting is refused: ${answer}`;
  const found = answer.edits.map(({ key, value }) => [key.join('.'), value]);
  const { title, body, tags } = one.hand;
  const expected = [
    ...(title === undefined ? [] : [['overrides.title', title]]),
    ...(body === undefined ? [] : [['overrides.description', body]]),
    ...(tags === undefined ? [] : [['overrides.tags', tags]]),
  ];
  if (JSON.stringify(found.toSorted()) === JSON.stringify(expected.toSorted())) return undefined;
  throw new Broken(
    '5',
    `adopting episode ${one.uid} says ${JSON.stringify(answer)}, expected ${JSON.stringify(expected)}`,
  );
}

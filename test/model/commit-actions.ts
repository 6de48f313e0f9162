import { NOTHING, type Play } from './action.ts';
import { idOf } from './content.ts';
import * as edits from './tree-edits.ts';
import { learn } from './world.ts';

/** Another tree as a commit on the branch. */
export const commit =
  (make: (choice: Parameters<typeof edits.add>[0]) => edits.Edit): Play =>
  async (world, choice) => {
    const made = make({ world, tree: world.history.raw, ...choice });
    if (made === undefined) return NOTHING;
    await world.history.commit(made.words, made.tree);
    learn(world);
    return made.words;
  };

export const move: Play = async (world, choice) => {
  const made = edits.move({ world, tree: world.history.raw, ...choice }, idOf);
  if (made === undefined) return NOTHING;
  await world.history.commit(made.words, made.tree);
  // Taking back a change of the id is a person's riddle, with an alias as the answer: not played here.
  if (made.keeps === true) world.history.keep();
  learn(world);
  return made.words;
};

export const revert: Play = async (world) => {
  if (world.history.depth < 1) return NOTHING;
  await world.history.revert();
  learn(world);
  return 'revert the last commit';
};

export const force: Play = async (world, { pick, more }) => {
  const count = Math.min(world.history.depth, 1 + (pick % 3));
  if (count === 0) return NOTHING;
  await world.history.forget(count);
  if (more % 2 === 0) {
    const made = edits.edit({ world, tree: world.history.raw, pick, more });
    if (made !== undefined) await world.history.commit(made.words, made.tree);
  }
  learn(world);
  return `force-push over ${count} commits${more % 2 === 0 ? ' with another one' : ''}`;
};

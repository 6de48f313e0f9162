import { type Action, NOT_POSSIBLE } from './action.ts';
import { idOf } from './content.ts';
import * as edits from './tree-edits.ts';
import { recordHead } from './world.ts';

/** Commits the tree that `edit` makes. */
export const commit =
  (make: (choice: Parameters<typeof edits.add>[0]) => edits.Edit): Action =>
  async (world, choice) => {
    const made = make({ world, tree: world.branch.raw, ...choice });
    if (made === undefined) return NOT_POSSIBLE;
    await world.branch.commit(made.words, made.tree);
    recordHead(world);
    return made.words;
  };

export const move: Action = async (world, choice) => {
  const made = edits.move({ world, tree: world.branch.raw, ...choice }, idOf);
  if (made === undefined) return NOT_POSSIBLE;
  await world.branch.commit(made.words, made.tree);
  // Reverting a changed id needs a person to add an alias: not part of the model.
  if (made.isPermanent === true) world.branch.makePermanent();
  recordHead(world);
  return made.words;
};

export const revert: Action = async (world) => {
  if (world.branch.depth < 1) return NOT_POSSIBLE;
  await world.branch.revert();
  recordHead(world);
  return 'revert the last commit';
};

export const forcePush: Action = async (world, { pick, more }) => {
  const count = Math.min(world.branch.depth, 1 + (pick % 3));
  if (count === 0) return NOT_POSSIBLE;
  await world.branch.dropLast(count);
  if (more % 2 === 0) {
    const made = edits.edit({ world, tree: world.branch.raw, pick, more });
    if (made !== undefined) await world.branch.commit(made.words, made.tree);
  }
  recordHead(world);
  return `force-push over ${count} commits${more % 2 === 0 ? ' with another one' : ''}`;
};

import { choose } from './action.ts';
import { CONTENT_GUESTS, type EpisodeFile, type GuestFile, type Overrides, type Tree } from './content.ts';
import { newFile, someOf, startAt } from './initial-tree.ts';
import type { ModelWorld } from './world.ts';

/** A changed tree and its description; undefined: not possible with this tree. */
export type Edit = { readonly tree: Tree; readonly words: string } | undefined;
type Choice = {
  readonly world: ModelWorld;
  readonly tree: Tree;
  readonly pick: number;
  readonly more: number;
};

const MOST_EPISODES = 12;

const chooseEpisode = ({ tree, pick }: Choice, isRight: (file: EpisodeFile) => boolean = () => true) =>
  choose(
    Object.entries(tree.episodes).filter(([, file]) => isRight(file)),
    pick,
  );
const withEpisode = (tree: Tree, path: string, file: EpisodeFile): Tree => ({
  ...tree,
  episodes: { ...tree.episodes, [path]: file },
});

export function add({ world, tree, more }: Choice): Edit {
  if (Object.keys(tree.episodes).length >= MOST_EPISODES) return undefined;
  const uid = world.nextNumber();
  const file = newFile(uid, more, world.academy.clock.now(), Object.keys(tree.guests));
  return { tree: withEpisode(tree, `episodes/talks/e${uid}.yaml`, file), words: `add episode ${uid}` };
}

/** Also repairs a broken file. */
export function edit(choice: Choice): Edit {
  const { world, tree, more } = choice;
  const [path, file] = chooseEpisode(choice) ?? [];
  if (path === undefined || file === undefined) return undefined;
  const number = world.nextNumber();
  const changes: readonly [string, Partial<EpisodeFile>][] = [
    ['title', { title: `Talk ${file.uid}, take ${number}`, overrides: without(file.overrides, 'title') }],
    ['text', { text: `Text ${number}.`, overrides: without(file.overrides, 'body') }],
    ['tags', { tags: [`tag-${number}`], overrides: without(file.overrides, 'tags') }],
    ['start', { start: startAt(number, more, world.academy.clock.now()) }],
    ['guests', { guests: someOf(Object.keys(tree.guests), number) }],
  ];
  const [what, change] = choose(changes, more) ?? ['', {}];
  return {
    tree: withEpisode(tree, path, { ...file, ...change, broken: false }),
    words: `${what} of episode ${file.uid}`,
  };
}

const without = (overrides: Overrides, field: keyof Overrides): Overrides => {
  const { [field]: _gone, ...rest } = overrides;
  return rest;
};

export function renameGuest({ world, tree, pick }: Choice): Edit {
  const id = choose(Object.keys(tree.guests), pick) ?? '';
  const guest: GuestFile = { name: `Name ${world.nextNumber()}`, broken: false };
  return {
    tree: { ...tree, guests: { ...tree.guests, [id]: guest } },
    words: `${id} is ${guest.name}`,
  };
}

/** Removes a guest, also from every episode; a removed guest comes back first. Not while a file is broken: its last good version may name them. */
export function removeGuest({ world, tree, pick }: Choice): Edit {
  const gone = CONTENT_GUESTS.find((id) => tree.guests[id] === undefined);
  const back: GuestFile = { name: `Name ${world.nextNumber()}`, broken: false };
  if (gone !== undefined)
    return { tree: { ...tree, guests: { ...tree.guests, [gone]: back } }, words: `add ${gone} again` };
  const files = [...Object.values(tree.episodes), ...Object.values(tree.guests)];
  const id = choose(CONTENT_GUESTS, pick) ?? '';
  if (files.some(({ broken }) => broken)) return undefined;
  const { [id]: _gone, ...guests } = tree.guests;
  const episodes = Object.entries(tree.episodes).map(([path, file]) => [
    path,
    { ...file, guests: file.guests.filter((one) => one !== id) },
  ]);
  return { tree: { ...tree, guests, episodes: Object.fromEntries(episodes) }, words: `remove ${id}` };
}

export const changeShows = ({ world, tree }: Choice) => ({
  tree: { ...tree, edition: world.nextNumber() },
  words: 'change all shows',
});

/** Two to four edits in one commit. */
export function several(choice: Choice): Edit {
  const words: string[] = [];
  let { tree } = choice;
  for (let round = 0; round < 2 + (choice.more % 3); round += 1) {
    const one = choose([edit, renameGuest, add, edit], choice.pick + round);
    const made = one?.({ ...choice, tree, pick: choice.pick + 3 * round, more: choice.more + round });
    if (made === undefined) continue;
    tree = made.tree;
    words.push(made.words);
  }
  return { tree, words: words.join(', ') };
}

export function breakFile(choice: Choice): Edit {
  const { tree, pick, more } = choice;
  if (more % 3 === 0) {
    const [id, guest] = choose(Object.entries(tree.guests), pick) ?? [];
    if (id === undefined || guest === undefined || guest.broken) return undefined;
    const broken = { name: `${guest.name} broken`, broken: true };
    return { tree: { ...tree, guests: { ...tree.guests, [id]: broken } }, words: `break guest ${id}` };
  }
  const [path, file] = chooseEpisode(choice, ({ broken }) => !broken) ?? [];
  if (path === undefined || file === undefined) return undefined;
  const broken = { ...file, title: `${file.title} broken`, broken: true };
  return { tree: withEpisode(tree, path, broken), words: `break episode ${file.uid}` };
}

export function cancel(choice: Choice): Edit {
  const [path, file] = chooseEpisode(choice, ({ broken }) => !broken) ?? [];
  if (path === undefined || file === undefined) return undefined;
  const { cancelled } = file;
  const words = `${cancelled ? 'take back' : 'call off'} episode ${file.uid}`;
  return { tree: withEpisode(choice.tree, path, { ...file, cancelled: !cancelled }), words };
}

export function remove(choice: Choice): Edit {
  const { tree } = choice;
  const [path, file] = chooseEpisode(choice) ?? [];
  if (path === undefined || file === undefined || Object.keys(tree.episodes).length < 4) return undefined;
  const { [path]: _gone, ...episodes } = tree.episodes;
  return { tree: { ...tree, episodes }, words: `remove episode ${file.uid}` };
}

/** To another path, with its id pinned or with the former one among its aliases. */
export function move(
  choice: Choice,
  idOf: (path: string, file: EpisodeFile) => string,
): (Edit & { isPermanent?: boolean }) | undefined {
  const { world, tree, more } = choice;
  const [path, file] = chooseEpisode(choice, ({ broken }) => !broken) ?? [];
  if (path === undefined || file === undefined) return undefined;
  const { [path]: _gone, ...episodes } = tree.episodes;
  const id = idOf(path, file);
  const { id: _pinned, ...rest } = file;
  const isPinned = more % 2 === 0;
  const moved: EpisodeFile = isPinned ? { ...rest, id } : { ...rest, aliases: [...file.aliases, id] };
  const target = `episodes/talks/e${file.uid}-${world.nextNumber()}.yaml`;
  const words = `move episode ${file.uid} to ${target}, ${isPinned ? 'id pinned' : 'with an alias'}`;
  return { tree: withEpisode({ ...tree, episodes }, target, moved), words, isPermanent: !isPinned };
}

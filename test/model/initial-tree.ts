import { CONTENT_GUESTS, type EpisodeFile, type Tree } from './content.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Six episodes and three guests. */
export function renderFirstTree(now: number): Tree {
  const guests = Object.fromEntries(CONTENT_GUESTS.map((id) => [id, { name: `First ${id}`, broken: false }]));
  const episodes = Array.from({ length: 6 }, (_, uid) => [
    `episodes/talks/e${uid}.yaml`,
    newFile(uid, uid, now, CONTENT_GUESTS),
  ]);
  return { episodes: Object.fromEntries(episodes), guests, edition: 1, after: 'unlisted' };
}

export const newFile = (uid: number, pick: number, now: number, guests: readonly string[]): EpisodeFile => ({
  uid,
  title: `Talk ${uid}`,
  text: `Text ${uid}.`,
  guests: someOf(guests, pick),
  start: startAt(uid, pick, now),
  tags: [`tag-${uid}`],
  cancelled: false,
  aliases: [],
  overrides: {},
  broken: false,
});

export const someOf = (guests: readonly string[], pick: number): string[] =>
  guests.filter((_, index) => (((pick % 7) + 1) >> index) % 2 === 1);

/** Three days ahead or more, at a minute of the day that depends on the number. */
export const startAt = (number: number, pick: number, now: number): string => {
  const day = Math.floor(now / DAY) * DAY + (3 + (pick % 30)) * DAY;
  return new Date(day + ((number * 20) % 1440) * MINUTE).toISOString().replace('.000', '');
};

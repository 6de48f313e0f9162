import type { Catalog } from '../../domain/content/catalog/records.ts';
import { count } from '../outcome.ts';
import { play, type Row } from './scene.ts';
import { episodeOf, type Stage } from './stage.ts';

const GUEST = 'ada-okafor';

/** A guest's correction rewrites all and only that guest's videos, finished and upcoming; nothing but their descriptions. */
export async function playGuest(stage: Stage): Promise<Row> {
  const { narrator, academy } = stage;
  const path = `guests/${GUEST}.yaml`;
  const { commit, added, changed, writes, row } = await play(stage, {
    title: `A guest is corrected: role in ${path}`,
    message: 'Correct a guest',
    act: () => academy.edit(path, (text) => text.replace(/^role: .*$/m, 'role: Chief Harbour Engineer')),
  });
  const catalog = await stage.readCatalog(commit);
  const expected = listVideosOf(catalog);
  const written = changed.map(({ video }) => episodeOf(video, catalog) ?? video.id).sort();
  narrator.check(
    added.length === 0 && written.join() === expected.join(),
    `${count(written.length, 'video')} changed: all and only those of ${GUEST}`,
  );
  narrator.check(
    changed.every(({ video }) => video.description.includes('Chief Harbour Engineer')),
    'each says so now',
  );
  narrator.check(
    changed.every(({ keys }) => keys.join() === 'description') && writes.length === changed.length,
    'one write each, and nothing but the description is different',
  );
  return { ...row, what: `${row.what}, ${count(written.length, 'video')}` };
}

/** Episodes of the guest that are on YouTube, under a former id too. */
const listVideosOf = ({ episodes, guestAliases }: Catalog): string[] =>
  Object.values(episodes)
    .filter(({ guests }) => guests.some(({ id }) => (guestAliases[id] ?? id) === GUEST))
    .filter(({ kind, status }) => kind !== 'none' && status === 'scheduled')
    .map(({ id }) => id)
    .sort();

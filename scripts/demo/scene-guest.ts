import type { Catalog } from '../../domain/content/catalog/records.ts';
import { count } from '../lib/outcome.ts';
import { playScene, type Row } from './scene.ts';
import { findEpisodeId, type Stage } from './stage.ts';

const GUEST = 'ada-okafor';

/** Correcting a guest rewrites the descriptions of that guest's videos, finished and upcoming, and nothing else. */
export async function playGuest(stage: Stage): Promise<Row> {
  const { narrator, academy } = stage;
  const path = `guests/${GUEST}.yaml`;
  const { commit, added, changed, writes, row } = await playScene(stage, {
    title: `A guest is corrected: role in ${path}`,
    message: 'Correct a guest',
    act: () => academy.edit(path, (text) => text.replace(/^role: .*$/m, 'role: Chief Harbour Engineer')),
  });
  const catalog = await stage.readCatalog(commit);
  const expected = listEpisodes(catalog);
  const written = changed.map(({ video }) => findEpisodeId(video, catalog) ?? video.id).sort();
  narrator.check(
    added.length === 0 && written.join() === expected.join(),
    `${count(written.length, 'video')} changed: all and only those of ${GUEST}`,
  );
  narrator.check(
    changed.every(({ video }) => video.description.includes('Chief Harbour Engineer')),
    'each description has the new role',
  );
  narrator.check(
    changed.every(({ keys }) => keys.join() === 'description') && writes.length === changed.length,
    'one write each, and only the description changed',
  );
  return { ...row, what: `${row.what}, ${count(written.length, 'video')}` };
}

/** Episodes of the guest that are on YouTube; former ids of the guest count too. */
const listEpisodes = ({ episodes, guestAliases }: Catalog): string[] =>
  Object.values(episodes)
    .filter(({ guests }) => guests.some(({ id }) => (guestAliases[id] ?? id) === GUEST))
    .filter(({ kind, status }) => kind !== 'none' && status === 'scheduled')
    .map(({ id }) => id)
    .sort();

import { parseBody, playlistBody } from '../api/body.ts';
import { badRequest, notFound } from '../api/errors.ts';
import { parsePrivacy } from '../api/limits.ts';
import { renderAll, renderPage } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  readFilter,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { PLAYLIST_PARTS, renderPlaylist } from '../resources/playlist.ts';
import { newPlaylistId } from '../state/ids.ts';
import { listItems } from '../state/order.ts';
import type { PlaylistRow } from '../state/rows.ts';
import { renderTime } from '../state/time.ts';
import type { World } from '../world.ts';

const DOMAIN = 'youtube.playlist';

/** `playlists.list`: by `id`, `mine` or `channelId`. Without the uploads playlist, as on YouTube. */
export function listPlaylists(world: World, { query }: ApiRequest): ApiAnswer {
  const parts = readParts(query, PLAYLIST_PARTS);
  const filter = readFilter(query, ['id', 'mine', 'channelId']);
  const render = (playlist: PlaylistRow) => renderOne(world, playlist, parts);
  const kind = 'youtube#playlistListResponse';
  if (filter === 'id') {
    const found = readIds(query).flatMap((id) => world.store.playlist.get(id) ?? []);
    return { body: renderAll(kind, found.map(render)) };
  }
  const isOurs = filter === 'mine' || query.get('channelId') === world.channel().channelId;
  return { body: renderPage(query, kind, isOurs ? [...world.store.playlist.rows()] : [], render) };
}

/** `playlists.insert`. */
export function insertPlaylist(world: World, { query, body }: ApiRequest): ApiAnswer {
  const parts = readParts(query, PLAYLIST_PARTS);
  const { snippet, status } = parseBody(playlistBody, body);
  const title = snippet?.title?.trim() ?? '';
  if (title === '')
    throw badRequest('playlistTitleRequired', 'The request must specify a playlist title.', DOMAIN);
  const playlist: PlaylistRow = {
    id: newPlaylistId(),
    title,
    description: snippet?.description ?? '',
    privacyStatus: parsePrivacy(status?.privacyStatus ?? 'public', DOMAIN),
    createdAt: renderTime(world.now()),
  };
  world.store.playlist.put(playlist);
  return { body: renderOne(world, playlist, parts) };
}

/** `playlists.delete`: the videos stay. */
export function deletePlaylist({ store }: World, { query }: ApiRequest): ApiAnswer {
  const id = readRequired(query, 'id');
  if (store.playlist.get(id) === undefined) throw playlistNotFound(DOMAIN);
  for (const item of [...listItems(store, id)]) store.item.remove(item.id);
  store.playlist.remove(id);
  return { status: 204 };
}

export function playlistNotFound(domain: string) {
  const message =
    "The playlist identified with the request's <code>playlistId</code> parameter cannot be found.";
  return notFound('playlistNotFound', message, domain);
}

function renderOne(world: World, playlist: PlaylistRow, parts: ReadonlySet<string>) {
  const count = parts.has('contentDetails') ? listItems(world.store, playlist.id).length : 0;
  return renderPlaylist({ channel: world.channel() }, playlist, count, parts);
}

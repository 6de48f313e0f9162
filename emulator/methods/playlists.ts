import type { z } from 'zod';
import { parseBody, playlistBody } from '../api/body.ts';
import { badRequest, forbidden, notFound } from '../api/errors.ts';
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
import { newPlaylistId, uploadsPlaylistId } from '../state/ids.ts';
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
  const playlist: PlaylistRow = {
    id: newPlaylistId(),
    ...parseTexts(snippet),
    privacyStatus: parsePrivacy(status?.privacyStatus ?? 'public', DOMAIN),
    createdAt: renderTime(world.now()),
  };
  world.store.playlist.put(playlist);
  return { body: renderOne(world, playlist, parts) };
}

/** `playlists.update`: replaces each named part; a description that was not sent is erased. */
export function updatePlaylist(world: World, { query, body }: ApiRequest): ApiAnswer {
  const parts = readParts(query, PLAYLIST_PARTS);
  const { id = '', snippet, status } = parseBody(playlistBody, body);
  if (id === uploadsPlaylistId(world.channel().channelId))
    throw forbidden('playlistForbidden', 'The uploads playlist cannot be modified.', DOMAIN);
  const before = world.store.playlist.get(id);
  if (before === undefined) throw playlistNotFound(DOMAIN);
  const playlist = {
    ...before,
    // Its title is required whatever is changed.
    ...(parts.has('snippet') || snippet === undefined ? parseTexts(snippet) : {}),
    ...(parts.has('status')
      ? { privacyStatus: parsePrivacy(status?.privacyStatus ?? 'public', DOMAIN) }
      : {}),
  };
  world.store.playlist.put(playlist);
  return { body: renderOne(world, playlist, parts) };
}

/** A title of 1 to 150 characters, and a description of at most 5,000, both without angle brackets. */
function parseTexts(
  sent: z.infer<typeof playlistBody>['snippet'],
): Pick<PlaylistRow, 'title' | 'description'> {
  const title = sent?.title?.trim() ?? '';
  const description = sent?.description ?? '';
  if (title === '')
    throw badRequest('playlistTitleRequired', 'The request must specify a playlist title.', DOMAIN);
  if ([...title].length <= 150 && [...description].length <= 5000 && !/[<>]/.test(title + description))
    return { title, description };
  const message = 'The request provides an invalid playlist snippet.';
  throw badRequest('invalidPlaylistSnippet', message, DOMAIN);
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

import type { Episode } from '../../content/catalog/records.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { defined } from '../../shared/defined.ts';
import { alignLists } from './align.ts';
import { readItems } from './read-items.ts';
import type { EditItem } from './types.ts';

type Link = Episode['links'][number];
type Source = { readonly episode: Episode /** Its file. */; readonly text: string };

/** The file's links, so that they are printed as `next`; links that stay are the file's own items. */
export function editLinks({ episode, text }: Source, next: string): EditItem[] {
  const written = readItems(text, 'links');
  const links = next === '' ? [] : next.split('\n').flatMap((line) => parseLink(line) ?? []);
  return alignLists(episode.links, links, keyOf).map(({ item, from, same }) => {
    const old = from === undefined ? undefined : written[from];
    if (same && old !== undefined) return old;
    const [title, note] = [titleOf(item), noteOf(item)];
    return title === undefined && note === undefined
      ? item.url
      : { ...defined({ title }), url: item.url, ...defined({ note }) };
  });
}

const titleOf = (link: Link): string | undefined => ('title' in link ? link.title : undefined);
const noteOf = (link: Link): string | undefined => ('note' in link ? link.note : undefined);
const keyOf = (link: Link): string =>
  JSON.stringify([normalizeText(titleOf(link) ?? ''), link.url, normalizeText(noteOf(link) ?? '')]);

/** The inverse of a printed link: `title: url`, or a URL, and ` - note` behind it. */
export function parseLink(line: string): Link | undefined {
  const [, title, url, note] = /^(?:(\S.*?): )?(https?:\/\/\S+)(?: - (\S.*))?$/.exec(line) ?? [];
  if (url === undefined) return undefined;
  return { ...defined({ title }), url, ...defined({ note }) };
}

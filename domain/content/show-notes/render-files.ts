import { Document, isMap, isScalar, isSeq, Scalar, stringify, type YAMLMap } from 'yaml';
import { defined } from '../../shared/defined.ts';
import type { LinkDraft, ShowNotes } from './show-notes.ts';

/** The ids of the show and the guests of the notes' episode. */
export type EpisodeIds = { readonly show?: string; readonly guests: readonly string[] };

/**
 * An episode's file. Notes describe a recording, so nothing is created from them: with the URL of a video the episode uses that video,
 * without one it is not on YouTube. Notes do not contain the duration, so a comment says where the last chapter begins.
 */
export function renderEpisodeFile(notes: ShowNotes, { show, guests }: EpisodeIds): string {
  const { title, number, start, videoId, description, links, sections, chapters } = notes;
  const document = new Document({
    title,
    ...defined({ show, number }),
    kind: videoId === undefined ? 'none' : 'video',
    ...defined({ scheduledFor: start }),
    ...(guests.length === 0 ? {} : { guests }),
    ...defined({ description }),
    ...(links.length === 0 ? {} : { links: links.map(renderLink) }),
    ...(sections.length === 0
      ? {}
      : { sections: sections.map(({ heading, links: own }) => ({ heading, links: own.map(renderLink) })) }),
    ...(chapters.length === 0 ? {} : { chapters }),
    ...(videoId === undefined ? {} : { youtube: { videoId } }),
  });
  const { contents } = document;
  if (isMap(contents)) style(contents, notes);
  return document.toString({ lineWidth: 0 });
}

const renderLink = ({ url, title }: LinkDraft): unknown => (title ? { title, url } : url);

function style(map: YAMLMap, { chapters }: ShowNotes): void {
  const description = map.get('description', true);
  if (isScalar(description)) description.type = Scalar.BLOCK_LITERAL;
  for (const { value } of map.items) if (isMap(value)) value.flow = true;
  for (const key of ['links', 'chapters']) styleList(map.get(key, true));
  const sections = map.get('sections', true);
  if (isSeq(sections))
    for (const section of sections.items) if (isMap(section)) styleList(section.get('links', true));
  const last = chapters.at(-1)?.time;
  const node = map.items.find(({ key }) => isScalar(key) && key.value === 'chapters')?.key;
  if (last !== undefined && isScalar(node))
    node.commentBefore = ` duration: not in the notes; the last chapter begins at ${last}`;
}

function styleList(list: unknown): void {
  if (isSeq(list)) for (const item of list.items) styleItem(item);
}

/** One line per item; quotes make a time a text for every YAML parser. */
function styleItem(item: unknown): void {
  if (!isMap(item)) return;
  item.flow = true;
  const time = item.get('time', true);
  if (isScalar(time)) time.type = Scalar.QUOTE_DOUBLE;
}

/** A show file: only a name, as show notes say nothing else about the show. */
export const renderShowFile = (name: string): string =>
  stringify({ name }, { lineWidth: 0, compat: 'yaml-1.1' });

import type { Episode } from '../../content/catalog/records.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import { alignLists } from './align.ts';
import { readItems } from './read-items.ts';
import type { EditItem } from './types.ts';

type Chapter = { readonly seconds: number; readonly title: string };
type Source = { readonly episode: Episode /** Its file. */; readonly text: string };

/**
 * The file's chapters, so that they are printed as `next`; chapters that stay are the file's own items, also those before the
 * part that was cut away. Times are those of the stream: `chapterOffset` is taken off.
 */
export function editChapters({ episode, text }: Source, next: string): EditItem[] {
  const written = readItems(text, 'chapters');
  const shown = shiftChapters(episode);
  const before = shown.map(({ seconds, title }): Chapter => ({ seconds, title: normalizeText(title) }));
  const chapters = next === '' ? [] : next.split('\n').flatMap((line) => parseChapter(line) ?? []);
  const edited = alignLists(before, chapters, ({ seconds, title }) => `${seconds} ${title}`).map(
    ({ item, from, same }) => {
      if (from === undefined) return renderChapter(item, episode);
      const old = written[shown[from]?.index ?? -1];
      if (same && old !== undefined) return old;
      return { ...renderChapter(item, episode), ...keepSame(item, before[from], old) };
    },
  );
  return [...written.slice(0, shown[0]?.index ?? written.length), ...edited];
}

const renderChapter = ({ seconds, title }: Chapter, { chapterOffset = 0 }: Episode) => ({
  time: formatTimestamp(Math.max(0, seconds - chapterOffset)),
  title,
});

/** What of a chapter did not change, as the file has it. */
function keepSame(
  item: Chapter,
  was: Chapter | undefined,
  old: EditItem | undefined,
): Record<string, string> {
  if (typeof old !== 'object' || was === undefined) return {};
  const { time, title, url } = old;
  return {
    ...(url === undefined ? {} : { url }),
    ...(time !== undefined && was.seconds === item.seconds ? { time } : {}),
    ...(title !== undefined && was.title === item.title ? { title } : {}),
  };
}

/** The inverse of a printed chapter: `02:05 Title`. */
export function parseChapter(line: string): Chapter | undefined {
  const [, time = '', title] = /^((?:\d+:)?\d?\d:\d\d) (\S.*)$/.exec(line) ?? [];
  if (title === undefined) return undefined;
  return { seconds: time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0), title };
}

type Chapter = { readonly seconds: number; readonly title: string; readonly url?: string | undefined };
type Chaptered = { readonly chapters: readonly Chapter[]; readonly chapterOffset?: number | undefined };

/**
 * The chapters of the recording, `index` as in the file. Chapters that began in the part that was cut away are left out, except
 * the one in which the recording now begins.
 */
export function shiftChapters({
  chapters,
  chapterOffset = 0,
}: Chaptered): (Chapter & { readonly index: number })[] {
  const moved = chapters.map((chapter, index) => ({
    ...chapter,
    seconds: chapter.seconds + chapterOffset,
    index,
  }));
  const first = moved.findLastIndex(({ seconds }) => seconds <= 0);
  return moved
    .filter(({ seconds }, at) => seconds > 0 || at === first)
    .map((chapter) => ({ ...chapter, seconds: Math.max(0, chapter.seconds) }));
}

/** `02:05`, from an hour on `1:02:05`: the form that YouTube recognises as a chapter. */
export function formatTimestamp(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${two(minutes)}:${two(seconds % 60)}`;
  return hours === 0 ? tail : `${hours}:${tail}`;
}

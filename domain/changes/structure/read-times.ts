import { formatTimestamp } from '../../shared/chapters.ts';
import { type ChapterFound, type FoundList, type ListForm, TIME_STYLES, type TimeStyle } from './types.ts';

const LINE =
  /^(?<bullet>(?:[-*•●▪►▶⏱⏰✅👉→·]\uFE0F?\s*)?)(?<open>[[(]?)(?<time>\d{1,2}(?::\d{2}){1,2})(?<close>[\])]?)(?<separator>\s*(?:[-–—:|→•]+\s*)?(?<=\s))(?<title>\S.*)$/u;

type Line = {
  readonly bullet: string;
  readonly around: readonly [string, string];
  readonly time: string;
  readonly separator: string;
  readonly title: string;
};

export const isTimed = (line: string): boolean => LINE.test(line);

/** Chapters, a line each; undefined if times do not ascend, or the lines are not of one form. */
export function readChapters(
  lines: readonly string[],
  heading: { readonly text: string; readonly gap: number },
): FoundList | undefined {
  const read = lines.flatMap((line) => readLine(line) ?? []);
  const [first] = read;
  if (first === undefined || read.length < lines.length || read.length < 2) return undefined;
  const isOneForm = read.every(
    ({ bullet, around }) => bullet === first.bullet && `${around}` === `${first.around}`,
  );
  const separator = findSeparator(read);
  if (!isOneForm || separator === undefined) return undefined;
  const chapters = read.map((line) => toChapter(line, separator));
  if (!isAscending(chapters)) return undefined;
  const { bullet, around } = first;
  const forms = findStyles(chapters, read).map((style) => ({
    kind: 'chapters' as const,
    heading: heading.text,
    headingGap: heading.gap,
    bullet,
    around,
    separator,
    ...style,
  }));
  return forms.length === 0 ? undefined : { forms, items: { chapters } };
}

/** Styles that write all times as they are; else those that write all but the beginning so. */
function findStyles(
  chapters: readonly ChapterFound[],
  lines: readonly Line[],
): Pick<ListForm, 'time' | 'zero'>[] {
  const fits = (from: number) => (style: TimeStyle) =>
    chapters.every(({ seconds }, at) => at < from || formatTime(seconds, style) === lines[at]?.time);
  const styles = TIME_STYLES.filter(fits(0));
  if (styles.length > 0 || chapters[0]?.seconds !== 0) return styles.map((time) => ({ time }));
  const zero = lines[0]?.time ?? '';
  return TIME_STYLES.filter(fits(1)).map((time) => ({ time, zero }));
}

function readLine(line: string): Line | undefined {
  const {
    bullet = '',
    open = '',
    time,
    close = '',
    separator = '',
    title = '',
  } = LINE.exec(line)?.groups ?? {};
  return time === undefined ? undefined : { bullet, around: [open, close], time, separator, title };
}

/** The one that all lines have; else a space, and what follows it is the beginning of titles. */
function findSeparator(lines: readonly Line[]): string | undefined {
  const found = new Set(lines.map(({ separator }) => separator));
  const [only = ''] = found;
  if (found.size === 1) return only;
  return [...found].every((separator) => separator.startsWith(' ')) ? ' ' : undefined;
}

const toChapter = ({ time, separator, title }: Line, common: string): ChapterFound => ({
  seconds: time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
  title: `${separator.slice(common.length)}${title}`,
});

const isAscending = (chapters: readonly ChapterFound[]): boolean =>
  chapters.every(({ seconds }, at) => at === 0 || seconds > (chapters[at - 1]?.seconds ?? 0));

export function formatTime(seconds: number, style: TimeStyle): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const whole = `${two(minutes)}:${two(rest)}`;
  switch (style) {
    case 'mm':
      return formatTimestamp(seconds);
    case 'm':
      return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${whole}`;
    case 'h':
      return `${hours}:${whole}`;
    case 'hh':
      return `${two(hours)}:${whole}`;
    case 'mm-hh':
      return hours === 0 ? whole : `${two(hours)}:${whole}`;
  }
}

import type { EpisodeChange } from './changes.ts';
import type { Alone, Bundle, FieldEdit } from './edits.ts';
import { fence, fold } from './markdown-marks.ts';
import type { PlanReport } from './report.ts';
import { count, group, nameEdits, printable } from './words.ts';

/** A block of Markdown, and how many of what it stands for. */
export type Section = { readonly text: string; readonly size: number; readonly word: string };

/** Everything below the sums, in the order of what a reviewer came for. */
export function listSections(report: PlanReport): Section[] {
  const { changes, groups, alone, orphaned, live } = report;
  const created = changes.filter(({ base }) => base === undefined);
  const edited = live?.edited.map(({ episodeId, fields }) => `${episodeId}: ${fields.join(', ')}`) ?? [];
  return [
    ...groups.map((one, index) => renderGroup(one, index === 0)),
    ...listFolds(created, count(created.length, 'new episode'), drawCreated),
    ...listFolds(alone, `${count(alone.length, 'episode')} with a change of its own`, drawAlone),
    ...listFolds(
      orphaned,
      `${count(orphaned.length, 'episode')} without a file: the video is left as it is`,
      drawLine,
    ),
    ...listFolds(
      edited,
      `${count(edited.length, 'episode')} that a person edited, or nobody knows who`,
      drawLine,
    ),
  ];
}

/** The diff of the widest change stands open: it is what a reviewer came for. */
function renderGroup({ edits, episodes }: Bundle, isOpen: boolean): Section {
  const title = `${nameEdits(edits)}, the same in ${count(episodes.length, 'episode')}`;
  const lines = edits.flatMap(drawEdit);
  const diff = lines.length === 0 ? '' : `${fence(lines)}\n\n`;
  const list = fold(`the ${count(episodes.length, 'episode')}`, fence(listNames(episodes), ''));
  const text = isOpen ? `**${title}**\n\n${diff}${list}` : fold(title, `${diff}${list}`);
  return { text, size: 1, word: 'change' };
}

/** Long lists in folds of 50, so that a cut takes away as little as it must. */
function listFolds<T>(all: readonly T[], title: string, draw: (one: T) => readonly string[]): Section[] {
  const sections: Section[] = [];
  for (let from = 0; from < all.length; from += A_FOLD) {
    const some = all.slice(from, from + A_FOLD);
    const part = all.length <= A_FOLD ? '' : ` (${group(from + 1)} to ${group(from + some.length)})`;
    sections.push({
      text: fold(`${title}${part}`, fence(some.flatMap(draw))),
      size: some.length,
      word: 'episode',
    });
  }
  return sections;
}

const A_FOLD = 50;

const drawLine = (line: string): readonly string[] => [line];

const drawCreated = ({ episodeId, desired }: EpisodeChange): string[] => [
  `+ ${episodeId}: ${printable(desired.title)}${desired.start === undefined ? '' : `, ${desired.start}`}`,
];

const drawAlone = ({ episodeId, edits }: Alone): string[] => [
  `@@ ${episodeId}: ${nameEdits(edits)} @@`,
  ...edits.flatMap(drawEdit),
];

const drawEdit = ({ removed, added }: FieldEdit): string[] => [
  ...removed.map((line) => `- ${printable(line)}`),
  ...added.map((line) => `+ ${printable(line)}`),
];

/** Names beyond these are counted: a change of ten thousand episodes would be nothing but their names. */
const MOST_LISTED = 1000;

function listNames(names: readonly string[]): string[] {
  const left = names.length - MOST_LISTED;
  return [...wrap(names.slice(0, MOST_LISTED)), ...(left > 0 ? [`... and ${group(left)} more`] : [])];
}

/** Names in lines of some width: 180 of them are no page. */
function wrap(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 110) lines[lines.length - 1] = `${last}  ${name}`;
    else lines.push(name);
  }
  return lines;
}

import { markdownFence } from '../../shared/media/markdown.ts';
import type { EpisodeChange } from './changes.ts';
import { describeEdits, describeNotOurs } from './describe.ts';
import type { EditBundle, FieldEdit, IndividualEdits } from './edits.ts';
import { count, formatNumber } from './format.ts';
import { fold } from './markdown-syntax.ts';
import type { PlanReport } from './report.ts';

/** A block of Markdown, and what it shows: `size` times `word`. */
export type Section = { readonly text: string; readonly size: number; readonly word: string };

/** Everything below the sums, most important first. */
export function listSections(report: PlanReport): Section[] {
  const { changes, groups, individual, orphaned, live } = report;
  const created = changes.filter(({ base }) => base === undefined);
  const edited = live?.edited.map(({ episodeId, fields }) => `${episodeId}: ${fields.join(', ')}`) ?? [];
  const notOurs = live?.notOurs?.map(describeNotOurs) ?? [];
  const observed = live?.observed?.map(({ episodeId, fields }) => `${episodeId}: ${fields.join(', ')}`) ?? [];
  return [
    ...groups.map((one, index) => renderGroup(one, index === 0)),
    ...listFolds(created, count(created.length, 'new episode'), renderCreated),
    ...listFolds(
      individual,
      `${count(individual.length, 'episode')} with individual changes`,
      renderIndividual,
    ),
    ...listFolds(
      orphaned,
      `${count(orphaned.length, 'episode')} without a file: the video is not changed`,
      renderLine,
    ),
    ...listFolds(
      edited,
      `${count(edited.length, 'episode')} edited by a person or of unknown origin`,
      renderLine,
    ),
    ...listFolds(
      notOurs,
      `${count(notOurs.length, 'video')} not ours yet: nothing is written to them`,
      renderLine,
    ),
    ...listFolds(observed, `${count(observed.length, 'episode')} observed and different`, renderLine),
  ];
}

/** The diff of the most common change is not folded, as it matters most to a reviewer. */
function renderGroup({ edits, episodes }: EditBundle, isOpen: boolean): Section {
  const title = `${describeEdits(edits)}, the same in ${count(episodes.length, 'episode')}`;
  const lines = edits.flatMap(renderEdit);
  const diff = lines.length === 0 ? '' : `${markdownFence(lines, 'diff')}\n\n`;
  const list = fold(`the ${count(episodes.length, 'episode')}`, markdownFence(listNames(episodes), ''));
  const text = isOpen ? `**${title}**\n\n${diff}${list}` : fold(title, `${diff}${list}`);
  return { text, size: 1, word: 'change' };
}

/** Long lists in folds of 50, so that truncation removes as little as possible. */
function listFolds<T>(all: readonly T[], title: string, draw: (one: T) => readonly string[]): Section[] {
  const sections: Section[] = [];
  for (let from = 0; from < all.length; from += FOLD_SIZE) {
    const some = all.slice(from, from + FOLD_SIZE);
    const part =
      all.length <= FOLD_SIZE ? '' : ` (${formatNumber(from + 1)} to ${formatNumber(from + some.length)})`;
    sections.push({
      text: fold(`${title}${part}`, markdownFence(some.flatMap(draw), 'diff')),
      size: some.length,
      word: 'episode',
    });
  }
  return sections;
}

const FOLD_SIZE = 50;

const renderLine = (line: string): readonly string[] => [line];

const renderCreated = ({ episodeId, desired }: EpisodeChange): string[] => [
  `+ ${episodeId}: ${desired.title}${desired.start === undefined ? '' : `, ${desired.start}`}`,
];

const renderIndividual = ({ episodeId, edits }: IndividualEdits): string[] => [
  `@@ ${episodeId}: ${describeEdits(edits)} @@`,
  ...edits.flatMap(renderEdit),
];

const renderEdit = ({ removed, added }: FieldEdit): string[] => [
  ...removed.map((line) => `- ${line}`),
  ...added.map((line) => `+ ${line}`),
];

/** Further names are only counted; otherwise a change of 10,000 episodes would fill the page with names. */
const MAX_LISTED = 1000;

function listNames(names: readonly string[]): string[] {
  const left = names.length - MAX_LISTED;
  return [...wrap(names.slice(0, MAX_LISTED)), ...(left > 0 ? [`... and ${formatNumber(left)} more`] : [])];
}

/** Several names per line, so that 180 of them do not fill a page. */
function wrap(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 110) lines[lines.length - 1] = `${last}  ${name}`;
    else lines.push(name);
  }
  return lines;
}

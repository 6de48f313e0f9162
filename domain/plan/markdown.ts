import type { EpisodeChange } from './changes.ts';
import type { Alone, Bundle, FieldEdit } from './edits.ts';
import type { PlanReport } from './report.ts';
import {
  count,
  describeDays,
  describeFields,
  describeGate,
  describeLive,
  describeSize,
  describeThumbnails,
  describeUnits,
  group,
  nameEdits,
  printable,
  shorten,
} from './words.ts';

/** GitHub takes 65,536 characters in a comment; what is around the plan needs some. */
export const MOST_CHARACTERS = 60_000;
const MOST_NAMES = 8;

/**
 * A plan for a pull request: sums and gates open, everything else folded. Never longer than `most`; what had no room is counted.
 * What comes from content stands in code alone, where nothing of it is a link, a picture or a mention.
 */
export function renderPlanMarkdown(report: PlanReport, most = MOST_CHARACTERS): string {
  const lead = [renderTitle(report), ...renderWarnings(report), ...renderTable(report)].join('\n');
  return fillPage(lead, listSections(report), most);
}

/** A block of Markdown, and how many of what it stands for. */
type Section = { readonly text: string; readonly size: number; readonly word: string };

/** Takes what fits, in order; a small block may still fit behind a large one. */
function fillPage(lead: string, sections: readonly Section[], most: number): string {
  const room = most - ROOM_FOR_REST;
  const taken: string[] = [lead];
  const left: Section[] = [];
  let length = lead.length;
  for (const section of sections) {
    if (length + section.text.length + 2 > room) left.push(section);
    else {
      taken.push(section.text);
      length += section.text.length + 2;
    }
  }
  return `${[...taken, ...renderRest(left)].join('\n\n')}\n`;
}

const ROOM_FOR_REST = 500;

function renderRest(left: readonly Section[]): string[] {
  if (left.length === 0) return [];
  const sums = new Map<string, number>();
  for (const { word, size } of left) sums.set(word, (sums.get(word) ?? 0) + size);
  const told = [...sums].map(([word, number]) => count(number, word)).join(', ');
  return [
    `**Cut here, for a comment holds no more: ${told}.** \`npx showrunner plan --all\` shows everything.`,
  ];
}

function renderTitle(report: PlanReport): string {
  const { changes, units, base, head } = report;
  const title =
    changes.length === 0
      ? 'Nothing to do'
      : `${count(changes.length, 'episode')}, about ${count(units, 'unit')}`;
  return `### Plan: ${title}\n\n${code(`${shorten(base)}..${shorten(head)}`)} ${code(report.subject)}  \n*${describeLive(report)}*\n`;
}

function renderWarnings({ gates }: PlanReport): string[] {
  return gates
    .filter(({ kind }) => kind === 'approval' || kind === 'orphans')
    .flatMap((gate) => ['> [!IMPORTANT]', `> ${capital(describeGate(gate, MOST_NAMES))}.`, '']);
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function renderTable(report: PlanReport): string[] {
  const { changes, checksum, gates } = report;
  if (changes.length === 0) return [];
  const quiet = gates.filter(({ kind }) => kind !== 'approval' && kind !== 'orphans');
  const rows: [string, string][] = [
    ['episodes', describeSize(report)],
    ['fields', describeFields(report)],
    ['thumbnails', describeThumbnails(report, MOST_NAMES)],
    ['units', describeUnits(report)],
    ['days', describeDays(report)],
    ...quiet.map((gate): [string, string] => ['gate', describeGate(gate, MOST_NAMES)]),
    ...(checksum === undefined ? [] : [['checksum', code(checksum)] satisfies [string, string]]),
  ];
  return [
    '| | |',
    '|---|---|',
    ...rows.map(([name, text]) => `| ${name} | ${text.replaceAll('|', '\\|')} |`),
  ];
}

function listSections(report: PlanReport): Section[] {
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

const fold = (title: string, text: string): string =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;

/** A fence longer than any that a stranger's text could close it with. */
function fence(lines: readonly string[], language = 'diff'): string {
  const bar = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${bar}${language}`, ...lines, bar].join('\n');
}

/** Inline code, whatever stands in it. */
function code(text: string): string {
  const line = printable(text);
  const bar = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${bar}${pad}${line}${pad}${bar}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);

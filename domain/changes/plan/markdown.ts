import { code } from './markdown-marks.ts';
import { listSections, type Section } from './markdown-sections.ts';
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

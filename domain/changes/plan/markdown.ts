import { markdownCell, markdownCode, markdownText } from '../../shared/media/markdown.ts';
import {
  describeDays,
  describeFields,
  describeGate,
  describeLive,
  describeSize,
  describeThumbnails,
  describeUnits,
  describeVerbatim,
} from './describe.ts';
import { count, shortenCommit } from './format.ts';
import { blocksCommit, type Gate } from './gates.ts';
import { listSections, type Section } from './markdown-sections.ts';
import type { PlanReport } from './report.ts';

/** GitHub accepts 65,536 characters in a comment; the text around the plan needs some of them. */
export const MAX_CHARACTERS = 60_000;
const MOST_NAMES = 8;

/**
 * A plan for a pull request: sums and gates visible, everything else folded. Never longer than `most`; what is left out is counted.
 * Text from the content only appears as code, where it cannot be a link, a picture or a mention.
 */
export function renderPlanMarkdown(report: PlanReport, most = MAX_CHARACTERS): string {
  const lead = [renderTitle(report), ...renderWarnings(report), ...renderTable(report)].join('\n');
  return fillPage(lead, listSections(report), most);
}

/** Adds the sections that fit, in order; a small one may still fit after a large one that did not. */
function fillPage(lead: string, sections: readonly Section[], most: number): string {
  const room = most - ROOM_FOR_REST;
  const included: string[] = [lead];
  const omitted: Section[] = [];
  let length = lead.length;
  for (const section of sections) {
    if (length + section.text.length + 2 > room) omitted.push(section);
    else {
      included.push(section.text);
      length += section.text.length + 2;
    }
  }
  return `${[...included, ...renderOmitted(omitted)].join('\n\n')}\n`;
}

const ROOM_FOR_REST = 500;

function renderOmitted(omitted: readonly Section[]): string[] {
  if (omitted.length === 0) return [];
  const sums = new Map<string, number>();
  for (const { word, size } of omitted) sums.set(word, (sums.get(word) ?? 0) + size);
  const sizes = [...sums].map(([word, number]) => count(number, word)).join(', ');
  return [
    `**Truncated, as a comment cannot be longer. Left out: ${sizes}.** \`npx showrunner plan --all\` shows everything.`,
  ];
}

function renderTitle(report: PlanReport): string {
  const { changes, units, base, head } = report;
  const title =
    changes.length === 0
      ? 'Nothing to do'
      : `${count(changes.length, 'episode')}, about ${count(units, 'unit')}`;
  return `### Plan: ${title}\n\n${markdownCode(`${shortenCommit(base)}..${shortenCommit(head)}`)} ${markdownCode(report.subject)}  \n*${[describeLive(report), ...describeVerbatim(report)].join('*  \n*')}*\n`;
}

function renderWarnings({ gates }: PlanReport): string[] {
  return gates
    .filter(isLoud)
    .flatMap((gate) => ['> [!IMPORTANT]', `> ${markdownText(capital(describeGate(gate, MOST_NAMES)))}.`, '']);
}

/** What stops something until a person decides. */
const isLoud = (gate: Gate): boolean =>
  gate.kind === 'approval' || gate.kind === 'publishing' || blocksCommit(gate);

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function renderTable(report: PlanReport): string[] {
  const { changes, checksum, gates } = report;
  if (changes.length === 0) return [];
  const quiet = gates.filter((gate) => !isLoud(gate));
  const rows: [string, string][] = [
    ['episodes', describeSize(report)],
    ['fields', describeFields(report)],
    ['thumbnails', markdownCell(describeThumbnails(report, MOST_NAMES))],
    ['units', describeUnits(report)],
    ['days', describeDays(report)],
    ...quiet.map((gate): [string, string] => ['gate', markdownCell(describeGate(gate, MOST_NAMES))]),
    ...(checksum === undefined ? [] : [['checksum', markdownCode(checksum)] satisfies [string, string]]),
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, text]) => `| ${name} | ${text} |`)];
}

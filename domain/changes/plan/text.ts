import { printable } from '../../shared/media/printable.ts';
import type { EpisodeChange } from './changes.ts';
import {
  describeDays,
  describeEdits,
  describeFields,
  describeGate,
  describeLive,
  describeNotOurs,
  describeSize,
  describeThumbnails,
  describeUnits,
  describeVerbatim,
} from './describe.ts';
import type { LineEdit } from './diff-lines.ts';
import { type DiffPiece, diffWords } from './diff-words.ts';
import type { EditBundle, IndividualEdits } from './edits.ts';
import { count, listSome, shortenCommit } from './format.ts';
import type { PlanReport } from './report.ts';

/** The role of a piece of text; the terminal decides how it looks. */
export type Tone = 'strong' | 'quiet' | 'old' | 'new' | 'gone' | 'came' | 'warn';
export type Paint = (tone: Tone, text: string) => string;

type TextOptions = { readonly paint?: Paint /** Everything, however long. */; readonly all?: boolean };

/** How many items of each list are shown before the rest is only counted. */
const SOME = { names: 6, groups: 20, individual: 30, created: 30, orphaned: 20 };
const EVERYTHING = Number.POSITIVE_INFINITY;
const PLAIN: Paint = (_tone, text) => text;

type Pen = { readonly paint: Paint; most(list: keyof typeof SOME): number };

/** A plan for a terminal: shared edits first and once, then each episode's own edits, and the sums last. */
export const renderPlan = (report: PlanReport, options?: TextOptions): string =>
  renderPlanLines(report, options).join('\n');

export function renderPlanLines(
  report: PlanReport,
  { paint = PLAIN, all = false }: TextOptions = {},
): string[] {
  const pen: Pen = { paint, most: (list) => (all ? EVERYTHING : SOME[list]) };
  const label = `${shortenCommit(report.base)}..${shortenCommit(report.head)}`;
  const head = [
    `${paint('strong', label)}  ${printable(report.subject)}`,
    paint('quiet', describeLive(report)),
    ...describeVerbatim(report).map((line) => paint('quiet', line)),
    '',
  ];
  if (report.changes.length === 0 && report.orphaned.length === 0)
    return [...head, ...renderGates(report, pen), 'nothing to do'];
  return [...head, ...renderBody(report, pen), ...renderSums(report, pen)];
}

function renderBody(report: PlanReport, pen: Pen): string[] {
  const created = report.changes.filter(({ base }) => base === undefined);
  return [
    ...cut(created, pen.most('created'), 'new episode', (change) => renderCreated(change, pen)),
    ...cut(report.groups, pen.most('groups'), 'other change', (one) => renderGroup(one, pen)),
    ...cut(report.individual, pen.most('individual'), 'other episode', (one) => renderIndividual(one, pen)),
    ...cut(report.orphaned, pen.most('orphaned'), 'other file', (id) => [
      `${pen.paint('warn', '!')} ${id}: has no file any more; its video is not changed`,
    ]),
    ...renderEdited(report, pen),
    ...renderNotOurs(report, pen),
    '',
  ];
}

/** The first items of a list and a count of the rest, which `--all` shows. */
function cut<T>(all: readonly T[], most: number, word: string, render: (one: T) => string[]): string[] {
  const left = all.length - most;
  const rest = left > 0 ? [`  ... and ${count(left, word)}: --all shows everything`] : [];
  return [...all.slice(0, most).flatMap(render), ...rest];
}

const renderCreated = ({ episodeId, desired, finished }: EpisodeChange, { paint }: Pen): string[] => [
  `${paint('new', '+')} ${paint('strong', episodeId)}: new${finished ? ', in the past' : ''}`,
  `    ${printable(desired.title)}${desired.start === undefined ? '' : `, ${desired.start}`}`,
];

function renderGroup({ edits, episodes }: EditBundle, pen: Pen): string[] {
  const { paint } = pen;
  return [
    `${paint('warn', '~')} ${paint('strong', describeEdits(edits))}, the same in ${paint('strong', count(episodes.length, 'episode'))}`,
    ...edits.flatMap((edit) => renderEdit(edit, pen)),
    `    ${paint('quiet', listSome(episodes, pen.most('names')))}`,
  ];
}

const renderIndividual = ({ episodeId, edits }: IndividualEdits, pen: Pen): string[] => [
  `${pen.paint('warn', '~')} ${pen.paint('strong', episodeId)}: ${describeEdits(edits)}`,
  ...edits.flatMap((edit) => renderEdit(edit, pen)),
];

/** Highlights the changed words if one line replaces another. */
export function renderEdit({ removed, added }: LineEdit, { paint }: Pick<Pen, 'paint'>): string[] {
  const draw = (sign: string, tone: 'old' | 'new', pieces: readonly DiffPiece[]): string => {
    const strong = tone === 'old' ? 'gone' : 'came';
    const text = pieces.map((piece) => paint(piece.changed ? strong : tone, printable(piece.text)));
    return `    ${paint(tone, `${sign} `)}${text.join('')}`.trimEnd();
  };
  const whole = (text: string): DiffPiece[] => [{ text, changed: false }];
  const [old, now] = [removed[0], added[0]];
  if (removed.length === 1 && added.length === 1 && old !== undefined && now !== undefined) {
    const words = diffWords(old, now);
    return [draw('-', 'old', words.before), draw('+', 'new', words.after)];
  }
  return [
    ...removed.map((line) => draw('-', 'old', whole(line))),
    ...added.map((line) => draw('+', 'new', whole(line))),
  ];
}

function renderEdited({ live }: PlanReport, { paint, most }: Pen): string[] {
  return cut(live?.edited ?? [], most('orphaned'), 'other episode', ({ episodeId, fields }) => [
    `${paint('warn', '!')} ${episodeId}: ${fields.join(', ')} may have been edited on YouTube; not overwritten`,
  ]);
}

const renderNotOurs = ({ live }: PlanReport, { paint, most }: Pen): string[] => [
  ...cut(live?.notOurs ?? [], most('orphaned'), 'other episode', (one) => [
    `${paint('warn', '!')} ${describeNotOurs(one)}`,
  ]),
  ...cut(live?.observed ?? [], most('orphaned'), 'other episode', ({ episodeId, fields }) => [
    `${paint('warn', '!')} ${episodeId}: ${fields.join(', ')} different; not written (manage: observe)`,
  ]),
];

function renderSums(report: PlanReport, pen: Pen): string[] {
  const { paint } = pen;
  const row = (name: string, text: string): string => `${paint('quiet', name.padEnd(12))}${text}`;
  if (report.changes.length === 0) return renderGates(report, pen);
  const { checksum } = report;
  return [
    row('episodes', describeSize(report)),
    row('fields', describeFields(report)),
    row('thumbnails', describeThumbnails(report, pen.most('names'))),
    row('units', describeUnits(report)),
    row('days', describeDays(report)),
    ...renderGates(report, pen),
    ...(checksum === undefined ? [] : [row('checksum', renderChecksum(report, checksum))]),
  ];
}

const renderChecksum = ({ gates }: PlanReport, checksum: string): string =>
  gates.some(({ kind }) => kind === 'approval')
    ? `${checksum}; to approve when it waits: npx showrunner approve ${checksum} --by NAME`
    : checksum;

const renderGates = ({ gates }: PlanReport, { paint, most }: Pen): string[] =>
  gates.map(
    (gate) => `${paint('quiet', 'gate'.padEnd(12))}${paint('warn', describeGate(gate, most('names')))}`,
  );

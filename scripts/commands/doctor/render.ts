import { ACCOUNT_UNITS } from '../../../clients/youtube/account/check-account.ts';
import { FINDING_STATES, type Finding, type FindingState } from '../../../domain/shared/finding.ts';
import { printable, printableMessage } from '../../../domain/shared/media/printable.ts';
import { type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import { count, type ExitCode } from '../../lib/outcome.ts';

/** Every check, in the order of a set-up. */
const ORDER = [
  'node',
  'git',
  'settings',
  'repository',
  'academy.yaml',
  'credentials',
  'token-age',
  'scopes',
  'channel',
  'verified',
  'live-streaming',
  'streams',
  'quota',
  'clock',
  'temporal',
  'namespace',
  'search-attributes',
  'worker',
  'state',
  'disk',
];

/** Problems first. */
export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (a, b) =>
      FINDING_STATES.indexOf(a.state) - FINDING_STATES.indexOf(b.state) ||
      ORDER.indexOf(a.check) - ORDER.indexOf(b.check),
  );

export type Examination = {
  readonly findings: readonly Finding[];
  /** Of the day's quota. */
  readonly spent: number;
  readonly ms: number;
};

/** 1: it cannot work like this. 2: there is something to do. What was not checked is no reason by itself. */
export const chooseCode = (findings: readonly Finding[]): ExitCode =>
  countOf(findings, 'problem') > 0 ? 1 : countOf(findings, 'warning') > 0 ? 2 : 0;

const countOf = (findings: readonly Finding[], state: FindingState): number =>
  findings.filter((one) => one.state === state).length;

/** `paint`: the word of a state, for a terminal with colours. */
export type DoctorLook = {
  readonly all: boolean;
  readonly paint?: (state: FindingState, text: string) => string;
};

const WORDS: Readonly<Record<FindingState, string>> = {
  problem: 'problem',
  warning: 'to do',
  unknown: 'unknown',
  fine: 'fine',
};

/** A line for each check, problems first. Without `all`: what is fine is counted, and what has one cause is one line. */
export function renderExamination(
  { findings, spent, ms }: Examination,
  { all, paint = (_state, text) => text }: DoctorLook,
): Printed {
  const shown = all ? findings : joinUnknown(findings.filter(({ state }) => state !== 'fine'));
  const names = shown.map(nameOf);
  const width = Math.min(WIDEST, Math.max(0, ...names.map(({ length }) => length)));
  const lines = shown.map(({ state, text }, index) =>
    [
      paint(state, WORDS[state].padEnd(WORD_WIDTH)),
      (names[index] ?? '').padEnd(width),
      printableMessage(text),
    ].join('  '),
  );
  const fine = countOf(findings, 'fine');
  const rest = all || fine === 0 ? [] : [`${count(fine, 'check')} found nothing wrong; --all lists them`];
  return printLines([...lines, ...rest, describeCost(spent, ms)], { colours: true });
}

const WORD_WIDTH = 7;
const WIDEST = 24;

const nameOf = ({ check, of }: Pick<Finding, 'check' | 'of'>): string =>
  printable(of === undefined ? check : `${check} ${of}`);

/** One line for all that were not checked for the same reason. */
function joinUnknown(findings: readonly Finding[]): readonly Finding[] {
  const joined = new Map<string, Finding>();
  for (const finding of findings) {
    const key = finding.state === 'unknown' ? finding.text : `${nameOf(finding)} ${finding.text}`;
    const before = joined.get(key);
    joined.set(
      key,
      before === undefined ? finding : { ...before, check: `${before.check}, ${finding.check}` },
    );
  }
  return [...joined.values()];
}

const describeCost = (spent: number, ms: number): string =>
  `${count(spent, 'unit')} spent of the day's quota, ${ACCOUNT_UNITS} at most; ${(ms / 1000).toFixed(1)} s`;

export const toJson = ({ findings, spent, ms }: Examination) => ({
  ok: countOf(findings, 'problem') === 0,
  problems: countOf(findings, 'problem'),
  warnings: countOf(findings, 'warning'),
  unknown: countOf(findings, 'unknown'),
  fine: countOf(findings, 'fine'),
  units: spent,
  ms: Math.round(ms),
  checks: findings,
});

import type { NeedGroup } from '../../../contract/attention.ts';
import { QUOTA_ID, SYNC_ID } from '../../../contract/ids.ts';
import { countNeeds, describeNeeds } from '../../../contract/reports/needs.ts';
import { describeQuota } from '../../../contract/reports/quota.ts';
import { describeRewrite } from '../../../contract/reports/rewrite.ts';
import { describeBranch } from '../../../contract/reports/sync.ts';
import { VIEWS, viewLink, workflowPages } from '../../../contract/views.ts';
import { printable } from '../../../domain/shared/media/printable.ts';
import { type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import { describeSchedule, scheduleNeedsPerson } from '../../lib/drift-report.ts';
import { fitWidth } from '../../lib/fit-width.ts';
import type { OpenRewrite } from '../../lib/open-rewrite.ts';
import { indent, renderLines } from '../../lib/render-blocks.ts';
import type { EndedWorkflow, Report } from './read.ts';
import { renderUpcoming } from './upcoming.ts';

const BAR_WIDTH = 20;

/** `paint`: the title of a section, for a terminal with colours. `zone`: an IANA time zone. */
export type ReportLook = {
  readonly now: number;
  readonly zone: string;
  /** Of the terminal; absent: no line is broken. */
  readonly columns?: number;
  readonly paint?: (tone: 'good' | 'bad' | 'title', text: string) => string;
};

/** The report for a terminal: a verdict, what needs a person, upcoming streams, then how far everything is. */
export function renderReport(
  report: Report,
  { now, zone, columns, paint = (_tone, text) => text }: ReportLook,
): Printed {
  const { sync, quota, rewrite, drift, upcoming, uiUrl, address, ended = [] } = report;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint('title', title), ...indent(lines)];
  const number = countAttention(report);
  const pages = uiUrl && workflowPages(uiUrl, report.namespace);
  return printLines(
    fitWidth(
      [
        number === 0
          ? paint('good', `All well. ${describeHead(report)}`)
          : paint('bad', `${number} ${number === 1 ? 'needs' : 'need'} you:`),
        ...indent([
          ...ended.map((one) => printable(describeEnded(one))),
          ...renderLines(describeNeeds(needsOf(report), now, pages)),
        ]),
        ...(rewrite === undefined
          ? []
          : section(
              `${printable(rewrite.workflowId)} ${renderBar(rewrite)}`,
              renderLines(describeRewrite(rewrite, now)),
            )),
        ...section(
          `upcoming, in ${zone}`,
          renderUpcoming(upcoming, { now, zone, columns: columns && columns - 2 }),
        ),
        ...section(SYNC_ID, renderLines(describeBranch(sync, now))),
        ...(drift === undefined
          ? []
          : section(printable(drift.last?.workflowId ?? 'drift'), renderLines(describeSchedule(drift, now)))),
        ...(quota === undefined ? [] : section(QUOTA_ID, renderLines(describeQuota(quota, now)))),
        ...section('versions', (report.versions ?? []).map(printable)),
        '',
        `Temporal  ${printable(uiUrl ?? address)}`,
        ...(uiUrl === undefined || number === 0
          ? []
          : [`who needs you there: ${printable(viewLink(uiUrl, report.namespace, VIEWS.needsPerson))}`]),
      ],
      columns,
    ),
    { colours: true },
  );
}

/** Whether a person has to act. */
export const needsPerson = (report: Report): boolean => countAttention(report) > 0;

const countAttention = (report: Report): number => {
  const { drift, ended = [] } = report;
  const ofCheck = drift !== undefined && scheduleNeedsPerson(drift) ? 1 : 0;
  return ended.length + countNeeds(needsOf(report)) + ofCheck;
};

/** What `sync` lists. While it does not know of a stop of the quota manager, that one says it itself. */
function needsOf({ sync: { needs = [] }, quota }: Report): readonly NeedGroup[] {
  const stop = quota?.stop;
  if (stop === undefined || needs.some(({ reason }) => reason === 'credentials' || reason === 'channel'))
    return needs;
  const { message, since } = stop;
  const entry = { workflowId: QUOTA_ID, message, since };
  return [{ reason: 'credentials', count: 1, entries: [entry] }, ...needs];
}

const describeHead = ({ sync: { head, syncedCommit } }: Report): string =>
  head === undefined
    ? 'No commit was read yet.'
    : head === syncedCommit
      ? `Commit ${head.slice(0, 10)} is applied to every episode.`
      : `Commit ${head.slice(0, 10)} is being applied.`;

const WITHOUT: Readonly<Record<string, string>> = {
  [SYNC_ID]: 'no commit is followed',
  [QUOTA_ID]: 'no units are granted, so nothing is written to YouTube',
};

const describeEnded = ({ id, how = 'never started, or deleted' }: EndedWorkflow): string =>
  `The workflow ${id} is not running (${how}): ${WITHOUT[id] ?? 'its work is not done'}. A worker starts it again within a minute; if it does not, restart the worker. To stop new work on purpose, run \`npx showrunner pause\` instead.`;

function renderBar({ done, total }: OpenRewrite): string {
  const full = total === 0 ? BAR_WIDTH : Math.floor((BAR_WIDTH * Math.min(done, total)) / total);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
}

import type { PendingApprovalSummary, RewriteStatus } from '../../contract/rewrite.ts';
import { count, group, printable, shorten } from '../../domain/changes/plan/words.ts';

export type OpenRewrite = RewriteStatus & { readonly workflowId: string };

/** What of the open rewrite waits for a person, or was rejected; with what to type. Nothing of either: no lines. */
export function renderAsked(rewrite: OpenRewrite): string[] {
  const { pending: asks, rejected } = rewrite;
  return [
    ...(asks === undefined ? [] : renderQuestion(rewrite, asks)),
    ...(rejected === undefined
      ? []
      : [
          '',
          `rejected by ${rejected.by ?? 'somebody'}: ${count(rejected.episodes, 'episode')} of ${rewrite.workflowId} stay as they are`,
          ...(asks === undefined ? [`  After all: ${renderCommand(rejected)}`] : []),
        ]),
  ];
}

const renderCommand = ({ checksum }: PendingApprovalSummary): string =>
  `npx showrunner approve ${checksum} --by "your name"`;

function renderQuestion({ workflowId, base, commit }: OpenRewrite, asked: PendingApprovalSummary): string[] {
  const { episodes, units, days, exceeded: over, first, sampleDiffs: heads, since } = asked;
  const time = days === undefined ? 'the budget leaves none for rewrites' : count(days, 'day');
  const limits = over.map(({ name, found, limit }) => `${name} ${group(found)}, at most ${group(limit)}`);
  const whole =
    base === undefined ? [] : [`  All of it: npx showrunner plan ${shorten(base)}..${shorten(commit)}`];
  return [
    '',
    `waits for approval: ${workflowId}, ${count(episodes, 'episode')}, about ${count(units, 'unit')}, ${time} (${limits.join('; ')})`,
    `  ${first.join(', ')}${episodes > first.length ? ` and ${group(episodes - first.length)} more` : ''}`,
    ...(since === undefined ? [] : [`  ${renderSince(since)}`]),
    ...heads.flatMap(renderHead),
    ...whole,
    `  Next: ${renderCommand(asked)}`,
    '        or npx showrunner reject --by "your name"; or revert it, commit and push: nothing of it was written.',
  ];
}

const renderSince = ({
  commit,
  checksum,
  added,
  removed,
}: NonNullable<PendingApprovalSummary['since']>): string =>
  `against the plan ${checksum} of ${shorten(commit)}: ${group(added)} came or changed, ${group(removed)} left or changed`;

const renderHead = ({
  field,
  episodes,
  removed,
  added,
}: PendingApprovalSummary['sampleDiffs'][number]): string[] => [
  `  ${field} in ${count(episodes, 'episode')}:`,
  ...removed.map((line) => `    - ${printable(line)}`),
  ...added.map((line) => `    + ${printable(line)}`),
];

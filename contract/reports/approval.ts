import type { ApprovalRequest } from '../../domain/changes/approval/approval.ts';
import type { TakeOverClass } from '../../domain/changes/take-over.ts';
import { rewriteWorkflowId } from '../ids.ts';
import type { PendingApprovalSummary, RewriteStatus } from '../rewrite.ts';
import { type Choice, type ReportBlock, renderArgument } from './block.ts';
import { code, join, type Text, text } from './text.ts';
import { count, describeCommit, describeFirst, group } from './words.ts';

/** What of a rewrite waits for approval and what was rejected, with what to send. */
export const describeApproval = (status: RewriteStatus): ReportBlock[] => [
  ...(status.pending === undefined ? [] : describePending(status, status.pending)),
  ...(status.rejected === undefined ? [] : describeRejected(status, status.rejected)),
];

function describePending(status: RewriteStatus, pending: PendingApprovalSummary): ReportBlock[] {
  if (pending.takeOver !== undefined) return describeTakeOver(status, pending, pending.takeOver);
  const { commit, base } = status;
  const { checksum, episodes, first, sampleDiffs, since } = pending;
  return [
    {
      kind: 'paragraph',
      strong: text`Waiting for approval:`,
      text: text`${describeSize(pending)}. ${describeReasons(pending)}`,
    },
    ...sampleDiffs.map(
      ({ field, episodes: shared, removed, added }): ReportBlock => ({
        kind: 'diff',
        title: text`${field} in ${count(shared, 'episode')}`,
        removed,
        added,
      }),
    ),
    { kind: 'paragraph', text: text`Episodes: ${describeFirst(first, episodes)}.` },
    ...(since === undefined
      ? []
      : [
          {
            kind: 'paragraph',
            text: text`Compared with the plan ${code(since.checksum)} of ${describeCommit(since.commit)}: ${describeSince(since)}.`,
          } as const,
        ]),
    ...(base === undefined ? [BASE_UNKNOWN] : []),
    {
      kind: 'choices',
      choices: [
        ...(base === undefined
          ? []
          : [{ label: text`See the whole plan`, command: describePlanCommand(base, commit) }]),
        approveWith(text`Approve`, commit, checksum),
        {
          label: text`Reject, also for later commits`,
          command: REJECT,
          update: { name: 'reject', workflowId: rewriteWorkflowId(commit), argument: renderArgument() },
        },
        {
          label: text`Or revert the commit and push: nothing of it has been ${isPublishingOnly(pending) ? 'published' : 'written'}`,
        },
      ],
    },
  ];
}

const isPublishingOnly = ({
  episodes,
  publishingOnly,
}: Pick<PendingApprovalSummary, 'episodes' | 'publishingOnly'>): boolean => episodes === publishingOnly;

/** Why it waits, and what is written meanwhile. */
function describeReasons(pending: PendingApprovalSummary): Text {
  const { exceeded, publishing } = pending;
  const limits = exceeded.map(({ name, found, limit }) => `${name} ${group(found)}, at most ${group(limit)}`);
  const large = text`That is over the limits of \`approval\` in academy.yaml (${limits.join('; ')}).`;
  const published = text`It publishes ${publishing ?? ''}. Publishing always waits for an approval.`;
  const meanwhile = isPublishingOnly(pending)
    ? text`Everything else in these episodes is written now.`
    : text`None of it is written before it is approved; everything else continues.`;
  return join(
    [...(limits.length === 0 ? [] : [large]), ...(publishing === undefined ? [] : [published]), meanwhile],
    ' ',
  );
}

/** The card of a take-over: counts by what would change, and what cannot be undone. */
const describeTakeOver = (
  { commit }: RewriteStatus,
  { checksum, episodes, units, first, takeOverOf }: PendingApprovalSummary,
  counts: NonNullable<PendingApprovalSummary['takeOver']>,
): ReportBlock[] => [
  {
    kind: 'paragraph',
    strong: text`Take-over, waiting for approval:`,
    text: text`${takeOverOf === undefined ? count(episodes, 'video') : `${group(episodes)} of ${count(takeOverOf, 'video')}`} that files name and that were never handed over, about ${count(units, 'unit')}. Nothing is changed on them before this is approved; the approval counts for what they say now.`,
  },
  {
    kind: 'list',
    text: text`It would change:`,
    items: Object.entries(CLASS_LABELS).flatMap(([name, label]) => {
      const size = counts[name as TakeOverClass];
      return size === undefined ? [] : [text`${label}: ${group(size)}`];
    }),
    total: Object.keys(counts).length,
  },
  { kind: 'paragraph', text: text`Episodes: ${describeFirst(first, episodes)}.` },
  {
    kind: 'choices',
    choices: [
      {
        label: text`See both texts of each`,
        command: ['npx', 'showrunner', 'take-over', '--by', 'your name'],
      },
      approveWith(text`Approve`, commit, checksum),
      {
        label: text`Reject`,
        command: REJECT,
        update: { name: 'reject', workflowId: rewriteWorkflowId(commit), argument: renderArgument() },
      },
    ],
  },
];

const CLASS_LABELS: Readonly<Record<TakeOverClass, string>> = {
  title: 'another title',
  description: 'another description (a marker is added at its end)',
  marker: 'a marker is added at the end of the description, whose words stay',
  tags: 'other tags',
  settings: 'category, language, start or latency',
  publishes: 'private or unlisted becomes public',
  hides: 'public becomes unlisted or private',
  'first-picture': 'a first custom thumbnail, which cannot be taken back',
  playlists: 'added to playlists',
  stream: 'bound to an encoder',
  'only-the-marker': 'nothing but the remembered ownership',
};

/** Without a commit to compare with, the differences were found on YouTube. */
const BASE_UNKNOWN: ReportBlock = {
  kind: 'paragraph',
  text: text`They differ from what is on YouTube; the commit before is unknown.`,
};

const REJECT = ['npx', 'showrunner', 'reject', '--by', 'your name'];

const describePlanCommand = (base: string, commit: string): readonly string[] => [
  'npx',
  'showrunner',
  'plan',
  `${base.slice(0, 10)}..${commit.slice(0, 10)}`,
];

const describeSize = ({ episodes, units, days }: PendingApprovalSummary): string =>
  `${count(episodes, 'episode')}, about ${count(units, 'unit')}, ${days === undefined ? 'and the quota budget has no units for rewrites' : `${count(days, 'day')} at the quota budget`}`;

/** `since then 3 added or changed (a, b, c), 1 removed or changed`: an episode that changed counts in both. */
export function describeSince({ added, removed, first }: NonNullable<ApprovalRequest['since']>): Text {
  const names = added === 0 ? '' : text` (${describeFirst(first, added)})`;
  return text`since then ${group(added)} added or changed${names}, ${group(removed)} removed or changed`;
}

const describeRejected = (
  { commit }: RewriteStatus,
  rejected: NonNullable<RewriteStatus['rejected']>,
): ReportBlock[] => [
  {
    kind: 'paragraph',
    strong: text`Rejected by ${rejected.by ?? 'an operator'}:`,
    text: text`${count(rejected.episodes, 'episode')} stay ${isPublishingOnly(rejected) ? 'as they are for viewers' : 'unchanged'} (${describeFirst(rejected.first, rejected.episodes)}) until a commit changes them or they are approved.`,
  },
  { kind: 'choices', choices: [approveWith(text`Approve them after all`, commit, rejected.checksum)] },
];

const approveWith = (label: Text, commit: string, checksum: string): Choice => ({
  label,
  command: ['npx', 'showrunner', 'approve', checksum, '--by', 'your name'],
  update: {
    name: 'approve',
    workflowId: rewriteWorkflowId(commit),
    argument: renderArgument({ checksum }),
  },
});

import type { ApprovalRequest } from '../../domain/changes/approval/approval.ts';
import { describeSince, renderApproval } from '../rewrite/approval.ts';
import type { RewriteState } from '../rewrite/state.ts';

/** Markdown of what waits for a person and of what one said no to, with what to send. */
export function renderWithheld({
  excluded: withheld,
  baseCommits,
  commit,
}: RewriteState): string | undefined {
  if (withheld === undefined) return undefined;
  const { open, rejected, by = 'somebody' } = withheld;
  const range = `${baseCommits[0]?.slice(0, 10) ?? ''}..${commit.slice(0, 10)}`;
  return [
    ...(open === undefined ? [] : [...renderQuestion(open), renderWhole(range), renderAnswers(open)]),
    ...(rejected === undefined ? [] : [renderRejected(rejected, by)]),
  ].join('\n\n');
}

function renderQuestion(question: ApprovalRequest): string[] {
  const { changeKeys: pairs, exceeded: over, first, sampleDiffs: heads, since } = question;
  const more = pairs.length > first.length ? `, and ${pairs.length - first.length} more` : '';
  const limits = over.map(({ name, found, limit }) => `${name} ${found}, at most ${limit}`).join('; ');
  return [
    `**Waits for approval**: ${describeSize(question)}. More than \`approval\` in academy.yaml lets through unasked (${limits}). None of these is written until then; everything else goes on.`,
    `First: ${first.join(', ')}${more}.`,
    ...(since === undefined
      ? []
      : [
          `Against the plan \`${since.checksum}\` of \`${since.commit.slice(0, 10)}\`: ${describeSince(since)}.`,
        ]),
    ...heads.map(renderHead),
  ];
}

const describeSize = ({ changeKeys: pairs, units, days }: ApprovalRequest): string =>
  `${pairs.length} episodes, about ${units} units, ${days === undefined ? 'and the budget leaves none for rewrites' : `${days} ${days === 1 ? 'day' : 'days'} at the budget`}`;

/** Indented: a text must not end its own block. */
const renderHead = ({ field, episodes, removed, added }: ApprovalRequest['sampleDiffs'][number]): string =>
  [
    `In ${episodes} of them, ${field}:`,
    '',
    ...removed.map((line) => `    - ${line}`),
    ...added.map((line) => `    + ${line}`),
  ].join('\n');

/** Without a commit to compare with, what differs was found on YouTube. */
const renderWhole = (range: string): string =>
  range.startsWith('..')
    ? 'They differ from what stands on YouTube; the commit before is not known.'
    : `All of it: \`npx showrunner plan ${range}\``;

const renderAnswers = ({ checksum }: ApprovalRequest): string =>
  [
    `- Yes: send the update \`approve\` with \`${renderApproval(checksum)}\`, or run \`npx showrunner approve ${checksum} --by "your name"\``,
    '- No: send the update `reject` with `{"by":"your name"}`, or run `npx showrunner reject --by "your name"`. It holds for later commits too',
    '- Or take it back: `git revert`, commit and push; nothing was written',
  ].join('\n');

const renderRejected = ({ changeKeys: pairs, checksum, first }: ApprovalRequest, by: string): string =>
  [
    `**Rejected** by ${by}: ${pairs.length} episodes stay as they are (${first.join(', ')}${pairs.length > first.length ? ', ...' : ''}), until a commit changes them or they are approved after all.`,
    `To approve them: the update \`approve\` with \`${renderApproval(checksum)}\`, or \`npx showrunner approve ${checksum} --by "your name"\`.`,
  ].join('\n\n');

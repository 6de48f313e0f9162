import { gitWords } from '../../domain/shared/media/shell.ts';
import type { NeedGroup } from '../attention.ts';
import { episodeWorkflowId, SYNC_ID } from '../ids.ts';
import type { BlockedCommit, ContentProblem, OrphanedEpisode, SyncStatus } from '../sync.ts';
import { describeAnswers } from './answers.ts';
import { describePause, type ReportBlock, renderArgument } from './block.ts';
import { countLeft, describeNeeds } from './needs.ts';
import { describeOffers } from './offers.ts';
import { code, command, join, message, type Text, text } from './text.ts';
import { count, describeCommit, describeFirst, describeTimes, group } from './words.ts';

/** Whether a commit waits for a decision, or content must be fixed. */
export const syncNeedsPerson = ({ refusedCount, blockedCommit }: SyncStatus): boolean =>
  refusedCount > 0 || blockedCommit !== undefined;

/** The branch: what needs a person, then how far it is applied. */
export function describeSync(status: SyncStatus, now: number): ReportBlock[] {
  const { paused, pausedBy = 'an operator', blockedCommit, refusedCount, needs = [] } = status;
  return [
    ...(blockedCommit === undefined ? [] : describeBlocked(blockedCommit)),
    ...(refusedCount === 0 ? [] : [describeProblems(status)]),
    ...(paused ? describePause(pausedBy, text`New commits are not processed`, SYNC_ID) : []),
    ...describeRewritePause(status),
    ...describeNeeds(needs.flatMap(withoutOwn), now),
    ...describeAnswers(status.answers ?? [], now),
    ...describeBranch(status, now),
    { kind: 'updates', names: ['pause', 'resume'] },
    {
      kind: 'updates',
      names: ['check', 'overwrite', 'adopt', 'retry'],
      argument: renderArgument({ episode: findExample(needs) }),
    },
  ];
}

/** The first that needs an answer. */
function findExample(needs: readonly NeedGroup[]): string {
  const prefix = episodeWorkflowId('');
  const ids = needs.flatMap(({ entries }) => entries.map(({ workflowId }) => workflowId));
  return ids.find((id) => id.startsWith(prefix))?.slice(prefix.length) ?? 'its id';
}

/** What `sync` itself waits for has blocks of its own. */
function withoutOwn(group: NeedGroup): NeedGroup[] {
  const entries = group.entries.filter(({ workflowId }) => workflowId !== SYNC_ID);
  const own = group.entries.length - entries.length;
  return group.count === own ? [] : [{ ...group, count: group.count - own, entries }];
}

/** How far the branch is applied, and what it offers. */
export function describeBranch(status: SyncStatus, now: number): ReportBlock[] {
  const { refusedCount, orphans = [], rewrite, takeOvers } = status;
  return [
    ...(orphans.length === 0 ? [] : [describeOrphans(orphans)]),
    ...(takeOvers === undefined ? [] : describeOffers(takeOvers)),
    { kind: 'fact', name: 'head', value: describeHead(status) },
    ...(rewrite === undefined ? [] : [{ kind: 'fact', name: 'open', value: code(rewrite) } as const]),
    { kind: 'fact', name: 'last', value: message(describeTimes(status.lastEvent, now)) },
    ...(refusedCount === 0 ? [{ kind: 'fact', name: 'content', value: text`no problems` } as const] : []),
    ...describeDecisions(status),
  ];
}

/** Commits settle without what needs a person: they are never simply done. */
function describeHead({ head, syncedCommit, needs = [] }: SyncStatus): Text {
  const left = countLeft(needs);
  const short = (commit: string | undefined): Text =>
    commit === undefined ? text`none yet` : describeCommit(commit);
  return head !== undefined && head === syncedCommit
    ? left === 0
      ? text`${short(head)}, applied to every episode`
      : text`${short(head)}, done but for ${group(left)}, which ${left === 1 ? 'needs' : 'need'} you`
    : text`${short(head)}, last fully applied: ${short(syncedCommit)}`;
}

const describeBlocked = (blocked: BlockedCommit): ReportBlock[] => {
  const { commit } = blocked;
  return [
    {
      kind: 'paragraph',
      strong: text`Waiting for a decision:`,
      text: describeReasons(blocked),
    },
    {
      kind: 'choices',
      choices: [
        {
          label: text`If that is intended, accept it`,
          update: { name: 'accept', workflowId: SYNC_ID, argument: renderArgument({ commit }) },
        },
        { label: describeOtherWay(blocked) },
      ],
    },
  ];
};

function describeReasons({
  commit,
  subject,
  orphaned,
  of = 0,
  first = [],
  identity = [],
}: BlockedCommit): Text {
  const name = text`commit ${describeCommit(commit)} (${code(subject)})`;
  const removal =
    orphaned === undefined
      ? []
      : [
          text`${name} would leave ${group(orphaned)} of ${count(of, 'episode')} without a file: ${describeFirst(first, orphaned)}. Nothing of it has been applied; their videos would stay unchanged.`,
        ];
  const changes =
    identity.length === 0 ? [] : [text`In ${name}, ${identity.join('; ')}. Nothing of it has been applied.`];
  return join([...removal, ...changes], ' ');
}

function describeOtherWay({ orphaned, identity = [] }: BlockedCommit): Text {
  const ways = [
    ...(orphaned === undefined ? [] : ['restore the files']),
    ...(identity.length === 0 ? [] : ['correct academy.yaml']),
  ];
  return text`Else ${ways.join(' and ')} and commit: a newer commit is processed without asking`;
}

const describeProblems = ({ refused, refusedCount }: SyncStatus): ReportBlock => ({
  kind: 'list',
  strong: text`${count(refusedCount, 'problem')} in content:`,
  text: text`everything else was applied; a broken file stays at its last valid version. Fix the files and commit; \`npx showrunner validate\` lists every problem.`,
  items: refused.map(describeProblem),
  total: refusedCount,
});

const describeProblem = ({ path, line, column, ...problem }: ContentProblem): Text =>
  text`${code(`${path}:${line}:${column}`)} ${problem.code}\n${problem.message}`;

/** With the commands that restore the files, ready to paste. */
const describeOrphans = (orphans: readonly OrphanedEpisode[]): ReportBlock => ({
  kind: 'list',
  text: text`These episodes have no file any more; their videos stay unchanged. To restore one, run its command and commit; if it has another file now, add its id there under \`id:\` or \`aliases:\`.`,
  items: orphans.map((orphan) => text`${orphan.episodeId}: ${command(...restoreWords(orphan))}`),
  total: orphans.length,
});

/** The command was recorded as text, by earlier versions too: its words are made again. */
function restoreWords({ path, restore }: OrphanedEpisode): readonly string[] {
  const commit = /\bcheckout ([0-9a-f]+) /.exec(restore)?.[1] ?? 'HEAD';
  return [...gitWords([path]), 'checkout', commit, '--', path];
}

const describeRewritePause = ({ rewritePausedBy, rewrite }: SyncStatus): ReportBlock[] =>
  rewritePausedBy === undefined
    ? []
    : [
        {
          kind: 'paragraph',
          strong: text`Rewrites are paused`,
          text: text`by ${rewritePausedBy}, also the next one: send the update \`resume\` to ${rewrite === undefined ? 'it' : code(rewrite)}.`,
        },
      ];

/** Decisions that outlive the rewrite in which they were made. */
const describeDecisions = ({ decisions }: SyncStatus): ReportBlock[] =>
  decisions === undefined
    ? []
    : [
        {
          kind: 'fact',
          name: 'decisions',
          value: text`${count(decisions.approved, 'approved change')} and ${group(decisions.rejected)} rejected, remembered from rewrites`,
        },
      ];

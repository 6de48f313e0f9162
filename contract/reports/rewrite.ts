import { rewriteWorkflowId } from '../ids.ts';
import { type RewriteStatus, VERDICT_LABELS, type WrittenVideo } from '../rewrite.ts';
import { describeApproval } from './approval.ts';
import { describePause, type ReportBlock } from './block.ts';
import { STOPPED } from './quota.ts';
import { code, command, message, type Text, text, video } from './text.ts';
import { count, describeCommitInfo, describeTime, describeTimes, group, type Now } from './words.ts';

/** Whether something waits for approval. */
export const rewriteNeedsPerson = ({ pending }: RewriteStatus): boolean => pending !== undefined;

/** A rewrite: what waits for approval, then its progress, cost and results. */
export function describeRewrite(status: RewriteStatus, now: Now): ReportBlock[] {
  const { commit, paused, pausedBy = 'an operator', notes } = status;
  const isOpen = !isOver(status);
  return [
    ...describeApproval(status),
    ...(paused && isOpen
      ? describePause(
          { by: pausedBy, since: status.pausedAt && describeTimes(status.pausedAt, now) },
          text`No further episode is processed`,
          rewriteWorkflowId(commit),
        )
      : []),
    ...describeSubject(status, now),
    describeProgress(status),
    ...describeState(status, now),
    ...(status.done === 0 ? [] : [describeResults(status)]),
    ...describeSample(status),
    ...describeWritten(status),
    ...(notes.length === 0
      ? []
      : [
          {
            kind: 'list',
            text: text`Skipped, failed or with problems:`,
            items: notes.map((note) => message(describeTimes(note, now))),
            total: notes.length,
          } as const,
        ]),
    ...(isOpen ? [{ kind: 'updates', names: ['pause', 'resume'] } as const] : []),
  ];
}

/** A check of the channel or a take-over has a subject of its own. */
const describeSubject = ({ commit, subject = '', commitInfo }: RewriteStatus, now: Now): ReportBlock[] => [
  ...(subject === '' || subject === commitInfo?.subject || commitInfo === undefined
    ? []
    : [{ kind: 'fact', name: 'cause', value: code(subject) } as const]),
  { kind: 'fact', name: 'commit', value: describeCommitInfo(commit, commitInfo ?? { subject }, now) },
];
/** What waits for an approval shows its own. */
const describeSample = ({ sample, pending }: RewriteStatus): ReportBlock[] =>
  sample === undefined || pending !== undefined
    ? []
    : sample.diffs.map(({ field, episodes, removed, added }): ReportBlock => {
        const of = sample.episodes > 1 ? ` of the first ${count(sample.episodes, 'episode')}` : ' episode';
        return { kind: 'diff', title: text`It changes ${field} in ${group(episodes)}${of}`, removed, added };
      });

const MAX_WRITTEN = 30;
/** The server takes details of 20 KB. */
const MAX_LINES_LENGTH = 5000;

/** Which videos were changed, with links: the first ones before and after, as far as there is room. */
function describeWritten({ commit, written = [], counts }: RewriteStatus): ReportBlock[] {
  const [first] = written;
  if (first === undefined) return [];
  const { shown, others } = splitByRoom(written.slice(0, MAX_WRITTEN));
  const total = Math.max(counts.written, written.length);
  const query = code(`\`Commit\` = "${commit.slice(0, 10)}"`);
  return [
    {
      kind: 'paragraph',
      strong: text`Written:`,
      text: text`before and after of each, 20 a page: the query \`changes\` under Queries; of one: ${command('npx', 'showrunner', 'history', first.episodeId, '--diff')}; all of them are in the list of workflows, by the query ${query}.`,
    },
    ...shown.flatMap(describeChanges),
    ...(total === shown.length
      ? []
      : [
          {
            kind: 'list',
            text: shown.length === 0 ? text`These are:` : text`The others:`,
            items: others.map(describeWrittenVideo),
            total: total - shown.length,
          } as const,
        ]),
  ];
}

/** `shown`: the first ones whose lines are known and fit. */
function splitByRoom(written: readonly WrittenVideo[]) {
  let room = MAX_LINES_LENGTH;
  const end = written.findIndex(({ changes = [] }) => {
    room -= changes.flatMap(({ removed, added }) => [...removed, ...added]).join('').length;
    return changes.length === 0 || room < 0;
  });
  const at = end < 0 ? written.length : end;
  return { shown: written.slice(0, at), others: written.slice(at) };
}

const describeChanges = (one: WrittenVideo): ReportBlock[] =>
  (one.changes ?? []).map(({ field, removed, added, more = 0 }, _index, all) => {
    const which = all.length === 1 ? '' : `; ${field}`;
    const rest = more === 0 ? '' : `; and ${count(more, 'more line')}`;
    return { kind: 'diff', title: text`${describeWrittenVideo(one)}${which}${rest}`, removed, added };
  });

const describeWrittenVideo = ({ episodeId, videoId, pages, did }: WrittenVideo): Text =>
  text`${code(episodeId)}${videoId === undefined ? [] : text` ${video(videoId, pages)}`}: ${did}`;

const isOver = ({ superseded, done, total }: RewriteStatus): boolean => superseded === true || done >= total;

function describeProgress(status: RewriteStatus): ReportBlock {
  const { done, total, units, progress } = status;
  const speed = progress === undefined || isOver(status) ? '' : `, ${describeSpeed(progress)}`;
  return {
    kind: 'paragraph',
    strong: text`${group(done)} of ${group(total)}`,
    text: text`episodes done, ${count(units, 'unit')}${speed}.`,
  };
}

/** `12.3 episodes a second`, and of slow ones `4.2 episodes a minute`. */
export const describeSpeed = ({ perSecond }: NonNullable<RewriteStatus['progress']>): string =>
  perSecond >= 1
    ? `${perSecond.toFixed(1)} episodes a second`
    : `${(60 * perSecond).toFixed(1)} episodes a minute`;

function describeState(status: RewriteStatus, now: Now): ReportBlock[] {
  const { superseded, done, total, paused, preflight, answered, waitingUntil, stopped, progress } = status;
  const sentence = (said: Text): ReportBlock[] => [{ kind: 'paragraph', text: said }];
  if (superseded) return sentence([...text`Superseded by a newer commit.`, ...describeUndone(status)]);
  if (done >= total) return sentence([...text`Every episode has answered.`, ...describeRevert(status)]);
  if (paused) return [];
  if (preflight)
    return sentence(text`Counting first how many episodes differ; nothing has been written yet.`);
  if (answered) return sentence(text`Everything else is done.`);
  if (stopped) return [STOPPED];
  if (waitingUntil !== undefined) return [describeWait(status, waitingUntil, now)];
  const end = progress === undefined ? '' : ` At this speed it ends ${describeTime(progress.endsAt, now)}.`;
  return sentence(text`Running.${end} A newer commit supersedes it.`);
}

/** A commit's own changes go on with the newer commit; of a take-over only what was approved. */
const describeUndone = ({ takeOver, done, total }: RewriteStatus): Text =>
  takeOver === true && done < total
    ? text` What was approved of this take-over goes on when that commit is done; ask again for the rest.`
    : [];

/** The way back, where there is one. */
const describeRevert = ({ ofCommit, commit, counts: { written } }: RewriteStatus): Text =>
  ofCommit === true && written > 0
    ? text` ${command('git', 'revert', commit.slice(0, 10))} takes it back: what a person edited since stays.`
    : [];

function describeWait({ daily = 0, progress }: RewriteStatus, until: string, now: Now): ReportBlock {
  const end =
    progress === undefined || daily <= 0
      ? ''
      : ` With ${count(daily, 'unit')} a day it ends on ${progress.endsAt.slice(0, 10)}.`;
  return {
    kind: 'paragraph',
    strong: text`Waiting for quota:`,
    text: text`it continues ${describeTime(until, now)} at the latest.${end}`,
  };
}

const describeResults = ({ counts }: RewriteStatus): ReportBlock => ({
  kind: 'counts',
  columns: ['result', 'episodes'],
  rows: Object.entries(VERDICT_LABELS).flatMap(([kind, label]): [string, number][] => {
    const number = counts[kind as keyof typeof counts];
    return number === 0 ? [] : [[label, number]];
  }),
});

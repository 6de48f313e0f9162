import type { Whose } from '../../domain/changes/adopt/types.ts';
import type { EpisodeStatus } from '../episode.ts';
import type { RefusedStepStatus } from '../episode-steps.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../ids.ts';
import { type Choice, describePause, type ReportBlock, renderArgument, type Update } from './block.ts';
import { describeDifference } from './difference.ts';
import { code, message, type Text, text, video } from './text.ts';
import { describeCommit, describeCommitInfo, describeTime, describeTimes, type Now } from './words.ts';

/** An episode: what needs a person, then what it is and what comes next. */
export function describeEpisode(status: EpisodeStatus, now: Now): ReportBlock[] {
  const { episodeId, title, phase, attention, start, publishAt, videoId, commit } = status;
  const { paused, pausedBy = 'an operator' } = status;
  const facts: readonly [string, Text | undefined][] = [
    ['title', code(title)],
    ['phase', text`${phase}`],
    ['start', start === undefined ? undefined : text`${describeTimes(start, now)}`],
    [
      'visibility',
      publishAt === undefined ? undefined : text`private, scheduled for ${describeTimes(publishAt, now)}`,
    ],
    // The id as well: on a local run the link leads nowhere.
    [
      'video',
      videoId === undefined ? undefined : text`${video(videoId, status.videoPages)} (${code(videoId)})`,
    ],
    [
      'replaces',
      status.replaced === undefined ? undefined : message(describeTimes(status.replaced.join('; '), now)),
    ],
    ...(status.refusedSteps ?? []).map((one): [string, Text] => ['held back', describeRefusedStep(one, now)]),
    ['next', message(describeTimes(status.next, now))],
    ['last write', describeWrite(status, now)],
    ...describeLast(status, now),
    ['commit', commit === undefined ? undefined : describeCommitInfo(commit, status.commitInfo, now)],
    ['not applied yet', isSame(status) ? undefined : describePending(status, now)],
  ];
  return [
    ...(attention === undefined ? [] : [describeAttention(attention, now)]),
    ...describeFileProblem(status),
    ...(status.asksForCreate ? [describeCreate(episodeId)] : []),
    ...describeSkipped(status),
    ...(paused
      ? describePause(
          { by: pausedBy, since: status.pausedAt && describeTimes(status.pausedAt, now) },
          text`It is not updated`,
          episodeWorkflowId(episodeId),
        )
      : []),
    ...facts.flatMap(([name, value]): ReportBlock[] =>
      value === undefined || value.length === 0 ? [] : [{ kind: 'fact', name, value }],
    ),
    describeUpdates(status),
  ];
}

/** A run that has ended takes no update. */
const describeUpdates = ({ episodeId, ends }: EpisodeStatus): ReportBlock =>
  ends
    ? {
        kind: 'updates',
        names: ['check', 'retry'],
        to: SYNC_ID,
        argument: renderArgument({ episode: episodeId }),
      }
    : { kind: 'updates', names: ['pause', 'resume', 'retry'] };

const describeWrite = ({ lastWrite, commit }: EpisodeStatus, now: Now): Text | undefined => {
  if (lastWrite === undefined) return undefined;
  const { what, at, commit: of } = lastWrite;
  const cause = of === undefined || of === commit ? [] : text`, for commit ${describeCommit(of)}`;
  return text`${message(what)}, ${describeTime(at, now)}${cause}`;
};

/** What it last saw or did: nothing that is said elsewhere. */
function describeLast(status: EpisodeStatus, now: Now): [string, Text][] {
  const { lastEvent, lastLookAt, lastWrite, attention = '' } = status;
  const isSaid =
    (lastWrite !== undefined && lastEvent.includes(lastWrite.what)) ||
    (attention !== '' && (attention.includes(lastEvent) || lastEvent.includes(attention)));
  const said = isSaid ? [] : message(describeTimes(lastEvent, now));
  if (lastLookAt === undefined) return said.length === 0 ? [] : [['last', said]];
  const time = describeTimes(lastLookAt, now);
  return [['last look', said.length === 0 ? text`${time}` : text`${time}: ${said}`]];
}

const describePending = ({ pendingCommit, pendingInfo }: EpisodeStatus, now: Now): Text | undefined =>
  pendingCommit === undefined ? undefined : describeCommitInfo(pendingCommit, pendingInfo, now);

/** It looks again for what it has applied already. */
const isSame = ({ commit, pendingCommit }: EpisodeStatus): boolean => commit === pendingCommit;

/** `sync` lists it for the person who has to fix it. */
const describeFileProblem = ({ fileProblem: problem }: EpisodeStatus): ReportBlock[] =>
  problem === undefined
    ? []
    : [
        {
          kind: 'paragraph',
          strong: text`Its file has a problem:`,
          text: text`${code(problem.place)} ${message(problem.message)}\nYouTube stays at the last valid version until a commit fixes it.`,
        },
      ];

const describeAttention = (attention: string, now: Now): ReportBlock => ({
  kind: 'paragraph',
  strong: text`Needs attention:`,
  text: message(describeTimes(attention, now)),
});

/** The message stands above, under what needs a person. */
const describeRefusedStep = ({ step, since, nextTry, shared }: RefusedStepStatus, now: Now): Text => {
  if (shared)
    return text`${step}, since ${describeTime(since, now)}, with all others: the channel is not verified, as ${code(QUOTA_ID)} shows; it then goes on by itself. Everything else goes on`;
  const again = nextTry === undefined ? '' : `, or by itself ${describeTime(nextTry, now)}`;
  return text`${step}, refused ${describeTime(since, now)}; everything else goes on. Tried again when it changes, after ${code('retry')}${again}`;
};

const describeCreate = (episodeId: string): ReportBlock => ({
  kind: 'choices',
  choices: [
    {
      label: text`If it is another video`,
      command: ['npx', 'showrunner', 'create', episodeId, '--by', 'your name'],
      update: updateOf(episodeId, 'create', renderArgument()),
    },
  ],
});

/** The answers to a person's edits, ready to paste; what was never handed over is not offered to be overwritten. */
function describeSkipped({
  episodeId,
  skippedFields: fields = [],
  differences = [],
  whose = 'ours',
  ends,
  attention = '',
}: EpisodeStatus): ReportBlock[] {
  if (fields.length === 0) return [];
  const update = (name: string): Update =>
    ends
      ? {
          ...{ name, workflowId: SYNC_ID, elsewhere: true },
          argument: renderArgument({ episode: episodeId, fields }),
        }
      : updateOf(episodeId, name, renderArgument({ fields }));
  const flags = [episodeId, '--field', ...fields];
  const overwrite: Choice = {
    label: text`Overwrite it once (the command shows the difference and asks)`,
    command: ['npx', 'showrunner', 'overwrite', ...flags, '--by', 'your name'],
    update: update('overwrite'),
  };
  const takeOver: Choice = {
    label: text`Take the video over (the command shows what would change and asks)`,
    command: ['npx', 'showrunner', 'take-over', episodeId, '--by', 'your name'],
  };
  const adopt: Choice = {
    label: text`Keep YouTube's version (writes it to the YAML; the update answers with the change)`,
    command: ['npx', 'showrunner', 'adopt', ...flags, '--write'],
    update: update('adopt'),
  };
  return [
    // Not what the paragraph above says already.
    ...(whose === 'ours' && attention.includes(fields.join(', '))
      ? []
      : [{ kind: 'paragraph', ...SKIPPED[whose](fields.join(', ')) } as const]),
    ...differences.map(describeDifference),
    {
      kind: 'choices',
      choices: { ours: [overwrite, adopt], observed: [adopt], 'not-ours': [takeOver, adopt] }[whose],
    },
  ];
}

type Skipped = (fields: string) => { readonly strong: Text; readonly text: Text };

const SKIPPED: Readonly<Record<Whose, Skipped>> = {
  ours: (fields) => ({
    strong: text`Not overwritten on YouTube:`,
    text: text`${fields}. A person may have edited it there.`,
  }),
  observed: (fields) => ({
    strong: text`Differs from the file:`,
    text: text`${fields}. manage is observe: nothing is written to its video.`,
  }),
  'not-ours': (fields) => ({
    strong: text`Differs from the file:`,
    text: text`${fields}. The video was never handed over, so nothing is written to it.`,
  }),
};

const updateOf = (episodeId: string, name: string, argument: string): Update => ({
  name,
  workflowId: episodeWorkflowId(episodeId),
  argument,
});

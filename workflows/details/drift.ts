import { DRIFT_CLASSES, type DriftStatus, type UnknownVideo } from '../../contract/drift.ts';
import { type DriftState, describeDrift } from '../drift/state.ts';
import { renderTable } from './table.ts';
import { toSeconds } from './time.ts';

/** Markdown for the Temporal UI: what stands on YouTube otherwise than the files say, and what a person can do about each. */
export function renderDriftDetails(state: DriftState): string {
  const status = describeDrift(state);
  return [
    describeStanding(status),
    status.problem === undefined ? undefined : `**Not everything was looked at:** ${status.problem}.`,
    renderTable(
      ['class', 'videos'],
      DRIFT_CLASSES.map((name) => [name, status.counts[name]]),
    ),
    status.counts.behind === 0 ? undefined : '`behind`: ours to write again; `sync` was told and does it.',
    renderEdited(status),
    renderVanished(status),
    renderUnknown(status),
    status.knownUnknown === 0
      ? undefined
      : `Told by an earlier check and named by no file to this day: ${status.knownUnknown}.`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function describeStanding({ commit, units, waitingUntil, endedAt }: DriftStatus): string {
  const against = commit === undefined ? '' : ` against \`${commit.slice(0, 10)}\``;
  if (waitingUntil !== undefined)
    return `**Waits for units**${against}, until ${toSeconds(waitingUntil)} at the latest.`;
  return endedAt === undefined
    ? `Compares the channel${against}, ${units} units so far.`
    : `Compared the channel${against} until ${toSeconds(endedAt)}, ${units} units.`;
}

function renderEdited({ edited, counts }: DriftStatus): string | undefined {
  if (edited.length === 0) return undefined;
  return [
    `**A person edited ${counts.edited === 1 ? 'one' : counts.edited}**, and it was left alone. \`overwrite\` writes what the file says, \`adopt\` puts what stands there into the file:`,
    [
      '| episode | fields | write ours | keep theirs |',
      '|:--|:--|:--|:--|',
      ...edited.map(
        ({ episodeId, fields }) =>
          `| ${episodeId} | ${fields.join(', ')} | \`npx showrunner overwrite ${episodeId} --by NAME\` | \`npx showrunner adopt ${episodeId}\` |`,
      ),
    ].join('\n'),
    ...(edited.some(({ fields }) => fields.includes('marker')) ? [MARKER] : []),
    ...andMore(counts.edited - edited.length),
  ].join('\n\n');
}

const MARKER =
  '`marker`: the last line of the description is gone, names another episode, or stands on two videos. Nothing is written there: put the line back, or name the right video as `youtube: { videoId: ... }`.';

function renderVanished({ vanished, counts }: DriftStatus): string | undefined {
  if (vanished.length === 0) return undefined;
  return [
    '**Vanished from YouTube.** Deleted on purpose: remove the file, or say `kind: none`. Named wrongly: correct `youtube.videoId`.',
    vanished.map(({ episodeId, videoId }) => `- ${episodeId}: \`${videoId}\``).join('\n'),
    ...andMore(counts.vanished - vanished.length),
  ].join('\n\n');
}

function renderUnknown({ unknown, counts }: DriftStatus): string | undefined {
  if (unknown.length === 0) return undefined;
  return [
    "**On the channel, and in nobody's file.** Told once. To adopt one, put its line into an episode's file (an upload that was no stream also wants `kind: video`):",
    ['```yaml', ...unknown.map(renderLine), '```'].join('\n'),
    ...andMore(counts.unknown - unknown.length),
  ].join('\n\n');
}

const renderLine = ({ videoId, marker }: UnknownVideo): string =>
  `youtube: { videoId: ${videoId} }${marker === undefined ? '' : `  # its last line names ${marker}, which has no file`}`;

const andMore = (more: number): string[] => (more > 0 ? [`and ${more} more`] : []);

import {
  DRIFT_CLASSES,
  type DriftStatus,
  type EditedEpisode,
  type NamedEpisode,
  type NotOursEpisode,
  type UnknownVideo,
} from '../drift.ts';
import type { ReportBlock } from './block.ts';
import { code, command, message, type Text, text } from './text.ts';
import { count, describeCommit, describeTime, describeTimes, group, type Now } from './words.ts';

const MAX_SHOWN = 30;

/** Whether a check found something that only a person can resolve. */
export const driftNeedsPerson = ({
  problem,
  counts,
  held = [],
  replaced = [],
  named = [],
}: DriftStatus): boolean =>
  problem !== undefined ||
  counts.edited + counts.vanished + counts.unknown > 0 ||
  held.length + named.length > 0 ||
  replaced.some(({ asked }) => asked === true);

/** A check of the channel: what a person can do about each difference, then all differences counted. */
export const describeDrift = (status: DriftStatus, now: Now): ReportBlock[] => [
  ...describeProblem(status, now),
  ...describeEdited(status),
  ...describeVanished(status),
  ...describeRest(status, now),
];

/** Without what `sync` lists of it as needing a person. */
export const describeUnlistedDrift = (status: DriftStatus, now: Now): ReportBlock[] => [
  ...describeProblem(status, now),
  ...describeRest(status, now),
];

const describeRest = (status: DriftStatus, now: Now): ReportBlock[] => [
  ...describeUnknown(status),
  ...describeNotOurs(status),
  ...describeObserved(status),
  ...describeHeld(status),
  ...describeScheduled(status, now),
  ...describeReplaced(status, now),
  ...describeNamed(status),
  describeCheck(status, now),
  {
    kind: 'counts',
    columns: ['class', 'videos'],
    rows: DRIFT_CLASSES.map((name) => [name, status.counts[name] ?? 0]),
  },
  ...(status.counts.behind === 0 ? [] : [BEHIND]),
  ...describeKnown(status),
];

const BEHIND: ReportBlock = {
  kind: 'paragraph',
  text: text`\`behind\`: out of date; \`sync\` has been notified and writes them again.`,
};

const describeProblem = ({ problem }: DriftStatus, now: Now): ReportBlock[] =>
  problem === undefined
    ? []
    : [
        {
          kind: 'paragraph',
          strong: text`The check is incomplete:`,
          text: text`${message(describeTimes(problem, now))}.`,
        },
      ];

function describeCheck(
  { commit, units, waitingUntil, startedAt, endedAt }: DriftStatus,
  now: Now,
): ReportBlock {
  const channel = commit === undefined ? text`the channel` : text`the channel with ${describeCommit(commit)}`;
  const cost = count(units, 'unit');
  if (waitingUntil !== undefined)
    return {
      kind: 'paragraph',
      strong: text`Waiting for quota`,
      text: text`to compare ${channel}; it continues ${describeTime(waitingUntil, now)} at the latest. Started ${describeTime(startedAt, now)}.`,
    };
  return {
    kind: 'paragraph',
    text:
      endedAt === undefined
        ? text`Comparing ${channel}: started ${describeTime(startedAt, now)}, ${cost} so far.`
        : text`Compared ${channel}: finished ${describeTime(endedAt, now)}, ${cost}.`,
  };
}

function describeEdited({ edited, counts }: DriftStatus): ReportBlock[] {
  if (edited.length === 0) return [];
  return [
    {
      kind: 'list',
      strong: text`${group(counts.edited)} edited on YouTube, not overwritten.`,
      text: edited.every(isAboutMarker)
        ? text`Whose these videos are is in doubt:`
        : text`\`overwrite\` writes what the file says, \`adopt\` writes YouTube's version to the file:`,
      items: edited.slice(0, MAX_SHOWN).map(describeEditedEpisode),
      total: counts.edited,
    },
    ...(edited.every(isAboutMarker) ? [] : [SEE]),
    ...(counts.edited > 1 && edited.some((one) => !isAboutMarker(one)) ? [ALL_AT_ONCE] : []),
    ...(edited.some(isAboutMarker) ? [MARKER] : []),
  ];
}

const isAboutMarker = ({ fields }: EditedEpisode): boolean => fields.includes('marker');

/** Nothing is written where the marker is in doubt. A visibility is only published, or its schedule changed, when it is named. */
function describeEditedEpisode(one: EditedEpisode): Text {
  const { episodeId, fields } = one;
  const line = describeFields(one);
  if (isAboutMarker(one)) return line;
  const named = fields.includes('visibility') ? ['--field', ...fields] : [];
  const overwrite = command('npx', 'showrunner', 'overwrite', episodeId, ...named, '--by', 'NAME');
  return text`${line}\n${overwrite} or ${adoptCommand(episodeId, ...named)}`;
}

const describeFields = ({ episodeId, fields }: Pick<EditedEpisode, 'episodeId' | 'fields'>): Text =>
  text`${episodeId}: ${fields.join(', ')}`;

const adoptCommand = (episodeId: string, ...flags: readonly string[]): Text =>
  command('npx', 'showrunner', 'adopt', episodeId, ...flags);

/** A check keeps no texts. */
const SEE: ReportBlock = {
  kind: 'paragraph',
  text: text`What was edited: \`npx showrunner drift --diff\`, or send the update \`check\` to \`sync\`; then the page of the episode and \`npx showrunner status\` show it.`,
};

/** Both show every difference and ask once. */
const ALL_AT_ONCE: ReportBlock = {
  kind: 'paragraph',
  text: text`All at once: \`npx showrunner overwrite --reason edited --by NAME\` or \`npx showrunner adopt --reason edited\`.`,
};

const MARKER: ReportBlock = {
  kind: 'paragraph',
  text: text`\`marker\`: the last line of the description is missing, names another episode, or is on two videos. Nothing is written there: restore the line, or name the right video with \`youtube: { videoId: ... }\`.`,
};

const describeVanished = ({ vanished, counts }: DriftStatus): ReportBlock[] =>
  vanished.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`${group(counts.vanished)} missing on YouTube.`,
          text: text`If it was deleted on purpose, remove the file or set \`kind: none\`; else correct \`youtube.videoId\`:`,
          items: vanished
            .slice(0, MAX_SHOWN)
            .map(({ episodeId, videoId }) => text`${episodeId}: ${code(videoId)}`),
          total: counts.vanished,
        },
      ];

const describeUnknown = ({ unknown, counts }: DriftStatus): ReportBlock[] =>
  unknown.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`${group(counts.unknown)} on the channel, but in no file (reported once).`,
          text: text`To adopt one, add its line to an episode's file (an upload that was no stream also needs \`kind: video\`):`,
          items: unknown.map((video) => code(renderLine(video))),
          total: counts.unknown,
        },
      ];

/** What was never handed over is not ours to write: it is taken over, or its file follows YouTube. */
function describeNotOurs({ notOurs, counts }: DriftStatus): ReportBlock[] {
  const total = counts['not-ours'] ?? 0;
  if (notOurs === undefined || total === 0) return [];
  const { same, differ, offers } = notOurs;
  const found = [
    ...(same > 0 ? [`${group(same)} as the file says`] : []),
    ...(total > same ? [`${group(total - same)} different`] : []),
  ];
  const strong = text`${group(total)} not ours yet:`;
  const sizes = text`${found.join(', ')}. Nothing is changed on a video that was never handed over.`;
  return [
    differ.length === 0
      ? { kind: 'paragraph', strong, text: sizes }
      : {
          kind: 'list',
          strong,
          text: text`${sizes} \`take-over\` shows what would change and asks; \`adopt\` writes YouTube's version to the file:`,
          items: differ.map(describeNotOursEpisode),
          total: total - same,
        },
    ...(offers.count > 0 ? [TAKE_OVER] : []),
    ...(total > offers.count ? [describeNotTakeable(total - offers.count)] : []),
  ];
}

/** `sync` lists the shows, and drops those that were taken over since. */
const TAKE_OVER: ReportBlock = {
  kind: 'paragraph',
  text: text`Many at once: \`npx showrunner take-over --show SHOW --by NAME\`; the details of \`sync\` list the shows.`,
};

const describeNotOursEpisode = (one: NotOursEpisode): Text =>
  one.manage === undefined
    ? text`${describeFields(one)}\n${takeOverCommand(one.episodeId)} or ${adoptCommand(one.episodeId)}`
    : text`${describeFields(one)} (manage: ${one.manage})\n${adoptCommand(one.episodeId)}`;

const takeOverCommand = (episodeId: string): Text =>
  command('npx', 'showrunner', 'take-over', episodeId, '--by', 'NAME');

const describeNotTakeable = (number: number): ReportBlock => ({
  kind: 'paragraph',
  text: text`${group(number)} of these cannot be taken over: that needs \`manage: full\`, and they have \`observe\` or \`new\`.`,
});

const describeObserved = ({ observed = [], counts }: DriftStatus): ReportBlock[] =>
  observed.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`${group(counts.observed ?? observed.length)} observed, and different.`,
          text: text`\`manage: observe\`: nothing is written to them. \`adopt\` writes YouTube's version to the file:`,
          items: observed.map((one) => text`${describeFields(one)}\n${adoptCommand(one.episodeId)}`),
          total: counts.observed ?? observed.length,
        },
      ];

const describeHeld = ({ held = [] }: DriftStatus): ReportBlock[] =>
  held.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`Not published.`,
          text: text`The content says that these are public. They wait for the approval of the rewrite that publishes them; if there is none, write the visibility in the episode's own file, or publish one at once:`,
          items: held.map((episodeId) => text`${episodeId}: ${publishCommand(episodeId)}`),
          total: held.length,
        },
      ];

const publishCommand = (episodeId: string): Text =>
  command('npx', 'showrunner', 'overwrite', episodeId, '--field', 'visibility', '--by', 'NAME');

const describeScheduled = ({ scheduled = [] }: DriftStatus, now: Now): ReportBlock[] =>
  scheduled.length === 0
    ? []
    : [
        {
          kind: 'list',
          text: text`Private until YouTube publishes them:`,
          items: scheduled.map(
            ({ episodeId, publishAt }) => text`${episodeId}: scheduled for ${describeTimes(publishAt, now)}`,
          ),
          total: scheduled.length,
        },
      ];

/** Videos that people can still find, although another one has taken their place. */
const describeReplaced = ({ replaced = [] }: DriftStatus, now: Now): ReportBlock[] =>
  replaced.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`Replaced, and not hidden.`,
          text: text`A replaced video stays as it is unless the file says more: \`replaces: [{ videoId: ..., visibility: unlisted }]\`.`,
          items: replaced.map(({ episodeId, why }) => text`${episodeId}: ${describeTimes(why, now)}`),
          total: replaced.length,
        },
      ];

/** What people translated is theirs: nothing keeps it, so that nothing overwrites it. */
const describeNamed = ({ named = [], namedCount }: DriftStatus): ReportBlock[] =>
  named.length === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`Named in other languages.`,
          text: text`People wrote these translations on YouTube, so that they are not overwritten: correct them in YouTube Studio.`,
          items: named.map(
            ({ episodeId, language, what, guest }) => text`${episodeId}, ${language}: ${WHAT[what]} ${guest}`,
          ),
          total: namedCount ?? named.length,
        },
      ];

const WHAT: Readonly<Record<NamedEpisode['what'], string>> = {
  'former-name': 'a former name of',
  'left-out': 'names a guest who asked to be left out,',
};

const renderLine = ({ videoId, marker }: UnknownVideo): string =>
  `youtube: { videoId: ${videoId} }${marker === undefined ? '' : `  # its marker names ${marker}, which has no file`}`;

const describeKnown = ({ knownUnknown }: DriftStatus): ReportBlock[] =>
  knownUnknown === 0
    ? []
    : [
        {
          kind: 'paragraph',
          text: text`Reported by an earlier check and still in no file: ${group(knownUnknown)}.`,
        },
      ];

import { printable } from '../../domain/shared/media/printable.ts';
import { ENDS_SOON, type NeedEntry, type NeedGroup, type NeedReason } from '../attention.ts';
import { UNVERIFIED } from '../episode-steps.ts';
import type { ReportBlock } from './block.ts';
import { describeDifferenceLines } from './difference.ts';
import { code, command, message, type Text, text } from './text.ts';
import { describeTimes, group as groupDigits, type Now } from './words.ts';

/** The three ways out. */
export const describeVanished = (videoId: string): string =>
  `video ${videoId} is no longer on YouTube. If it was deleted on purpose, remove the file or set \`kind: none\`; if another video takes its place, name that one with \`youtube: { videoId: ... }\`; to have it made again, commit \`youtube: { replaces: [${videoId}] }\` without a \`videoId\`, and a \`scheduledFor\` to come`;

export const describeEditedFields = (fields: readonly string[]): string =>
  `a person may have edited ${fields.join(', ')} on YouTube; not overwritten`;

/** For people, of one and of several. Without digits: what is shared by all. */
const TITLES: Readonly<Record<NeedReason, readonly [one: string, many: string] | string>> = {
  credentials: 'YouTube refuses the credentials',
  channel: 'the credentials are of another channel',
  approval: ['decision is waited for', 'decisions are waited for'],
  broken: ['problem in content', 'problems in content'],
  overdue: ['stream is overdue', 'streams are overdue'],
  unbound: ['stream has no encoder', 'streams have no encoder'],
  duplicate: ['episode may have a broadcast already', 'episodes may have a broadcast already'],
  missed: ['episode was missed', 'episodes were missed'],
  failed: ['keeps failing', 'keep failing'],
  refused: ['refused, or impossible', 'refused, or impossible'],
  vanished: ['video is gone from YouTube', 'videos are gone from YouTube'],
  edited: ['edited on YouTube', 'edited on YouTube'],
  replaced: ['replaced video is still public', 'replaced videos are still public'],
  paused: ['paused', 'paused'],
  notify: ['receiver of notifications does not answer', 'receivers of notifications do not answer'],
};

/** `3 edited on YouTube` */
export function titleOf({ reason, cause, count }: Pick<NeedGroup, 'reason' | 'cause' | 'count'>): string {
  if (cause === ENDS_SOON) return 'the login to YouTube ends soon';
  if (cause === UNVERIFIED) return 'the channel is not verified: thumbnails wait';
  const titles = TITLES[reason];
  return typeof titles === 'string' ? titles : `${groupDigits(count)} ${titles[count === 1 ? 0 : 1]}`;
}

/** How many things need a person, for the first line. */
export const countNeeds = (groups: readonly NeedGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

/** What a commit does not wait for: it holds up everything, or is no part of a commit. */
const BESIDES: readonly NeedReason[] = ['credentials', 'channel', 'approval', 'paused', 'notify'];

/** Of a commit that is done but for these: broken files, and episodes, of which one with two needs counts once. */
export function countLeft(groups: readonly NeedGroup[]): number {
  const left = groups.filter(({ reason }) => !BESIDES.includes(reason));
  const listed = left.flatMap(({ entries }) => entries);
  const subjects = new Set(listed.map(({ place, workflowId }) => place ?? workflowId));
  return subjects.size + countNeeds(left) - listed.length;
}

/** Entries of a group; the others are only counted. */
export const MAX_SHOWN = 10;

/** One list a group: what it is about, why, since when, and the command that answers it. `pages`: where the Temporal UI shows workflows, for links. */
export const describeNeeds = (groups: readonly NeedGroup[], now: Now, pages?: string): ReportBlock[] =>
  groups.map((one): ReportBlock => {
    const { reason, entries, count: total } = one;
    const [first] = entries;
    const isShared = entries.every(({ message: said }) => said === first?.message);
    return {
      kind: 'list',
      strong: text`${titleOf(one)}:`,
      text: isShared && first !== undefined ? message(describeTimes(first.message, now)) : text``,
      items: entries
        .slice(0, MAX_SHOWN)
        .map((entry) => describeEntry(entry, { reason, isShared, now, pages })),
      total,
    };
  });

type Shown = {
  readonly reason: NeedReason;
  readonly isShared: boolean;
  readonly now: Now;
  readonly pages: string | undefined;
};

function describeEntry(entry: NeedEntry, { reason, isShared, now, pages }: Shown): Text {
  const { workflowId, place, message: said, since, differences = [] } = entry;
  const subject = code(place ?? nameOf(workflowId));
  const time = describeTimes(new Date(since).toISOString(), now);
  const why = isShared ? [] : text`\n${message(describeTimes(said, now))}`;
  const page = pages === undefined ? [] : text`\n${pages}/${encodeURIComponent(printable(workflowId))}`;
  return [
    ...text`${subject}, since ${time}`,
    ...why,
    ...differences.flatMap(describeDifferenceLines),
    ...describeAnswer(reason, entry),
    ...page,
  ];
}

/** Where the message itself does not say it. */
function describeAnswer(reason: NeedReason, entry: NeedEntry): Text {
  const [first, second] = listAnswers(reason, entry);
  if (first === undefined) return [];
  if (reason === 'refused' || reason === 'failed') return text`\nafterwards ${command(...first)}`;
  return second === undefined
    ? text`\n${command(...first)}`
    : text`\n${command(...first)} or ${command(...second)}`;
}

/** The commands that answer it, as words: any one of them. */
export function listAnswers(
  reason: NeedReason,
  { workflowId, fields = [] }: Pick<NeedEntry, 'workflowId' | 'fields'>,
): readonly (readonly string[])[] {
  if (!workflowId.startsWith(EPISODE)) return [];
  const say = (verb: string, ...flags: readonly string[]) => [
    ...['npx', 'showrunner', verb, nameOf(workflowId)],
    ...flags,
  ];
  if (reason === 'paused') return [say('resume', '--by', 'NAME')];
  if (reason === 'refused' || reason === 'failed') return [say('retry')];
  if (reason !== 'edited' || fields.includes('marker')) return [];
  // A visibility is only published, or its schedule changed, when it is named.
  const named = fields.includes('visibility') ? ['--field', ...fields] : [];
  return [say('overwrite', ...named, '--by', 'NAME'), say('adopt', ...named)];
}

const EPISODE = 'episode/';

/** An episode by its id, any other workflow by its own. */
export const nameOf = (workflowId: string): string =>
  workflowId.startsWith(EPISODE) ? workflowId.slice(EPISODE.length) : workflowId;

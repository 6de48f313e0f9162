import type { Notification, NotificationItem } from '../../clients/notify/notification.ts';
import { ENDS_SOON, type NeedReason } from '../../contract/attention.ts';
import type { Notice, OutgoingMessage } from '../../contract/notifications.ts';
import { count, describeTime } from '../../contract/reports/words.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printable } from '../../domain/shared/media/printable.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';

/** `workflows`: where the Temporal UI shows a workflow; absent: nowhere. `videos`: where YouTube shows a video. */
export type MessagePages = { readonly workflows?: string; readonly videos: string };

/** A message in words, with links and commands. */
export const toNotification = (message: OutgoingMessage, pages: MessagePages): Notification => ({
  id: message.id,
  at: message.at,
  tone: chooseTone(message),
  headline: describeHeadline(message),
  facts: describeFacts(message),
  items: message.notices.map((notice) => toItem(message, notice, pages)),
  total: message.total,
  data: {
    type: message.about,
    notices: message.notices.map((notice) => ({
      ...notice,
      ...listUrls(notice, pages),
      at: new Date(notice.at).toISOString(),
    })),
    ...defined({ happened: message.happened?.counts }),
  },
});

function chooseTone({ about, total, notices: [first] }: OutgoingMessage): Notification['tone'] {
  if (about === 'needs-a-person' || about === 'quota') return 'bad';
  if (about === 'commit') return (first?.count ?? 0) > 0 ? 'bad' : 'good';
  if (about === 'digest') return total > 0 ? 'bad' : 'good';
  return about === 'cured' ? 'good' : 'plain';
}

function describeHeadline(message: OutgoingMessage): string {
  const { about, total, notices } = message;
  const [first] = notices;
  const reason = first?.reason === undefined ? '' : `: ${describeReason(first.reason, first.cause)}`;
  const times = total > 1 ? ` (${total})` : '';
  switch (about) {
    case 'needs-a-person':
      return `Needs you${reason}${times}`;
    case 'cured':
      return `Solved${reason}${times}`;
    case 'live':
      return total > 1 ? `${total} streams are live` : 'Live';
    case 'ended':
      return total > 1 ? `${total} streams have ended` : 'The stream has ended';
    case 'commit':
      return describeCommits(total, notices);
    case 'quota':
      return "Today's quota units are used up";
    case 'digest':
      return total === 0
        ? 'All well: nothing needs you'
        : `${total} ${total === 1 ? 'thing needs' : 'things need'} you`;
  }
}

const describeReason = (reason: NeedReason, cause: string | undefined): string =>
  cause === ENDS_SOON ? 'the login to YouTube ends soon' : REASONS[reason];

const REASONS: Readonly<Record<NeedReason, string>> = {
  approval: 'an approval is wanted',
  broken: 'a file is broken',
  channel: 'the wrong channel, all writes are stopped',
  credentials: 'YouTube refuses the credentials, all writes are stopped',
  duplicate: 'two videos for one episode',
  edited: 'edited on YouTube',
  failed: 'it failed',
  missed: 'an episode was missed',
  notify: 'a receiver of notifications cannot be reached',
  overdue: 'a stream is overdue',
  paused: 'paused',
  refused: 'YouTube refuses it',
  replaced: 'a replaced video can still be found',
  unbound: 'a stream has no encoder',
  vanished: 'a video has vanished',
};

function describeCommits(total: number, notices: readonly Notice[]): string {
  if (total > 1) return `${total} commits are done`;
  const needs = notices[0]?.count ?? 0;
  if (needs === 0) return 'A commit is done';
  return `A commit is done but for ${needs}, which ${needs === 1 ? 'needs' : 'need'} you`;
}

function describeFacts({ about, happened, at, total }: OutgoingMessage): string[] {
  if (about !== 'digest' || happened === undefined) return [];
  const { since, counts } = happened;
  const parts = Object.entries(WORDS).flatMap(([event, word]) => {
    const number = counts[event as keyof typeof counts] ?? 0;
    return number === 0 ? [] : [count(number, word)];
  });
  const began = describeTime(new Date(since).toISOString(), at);
  return [
    `${parts.length === 0 ? 'Nothing happened' : parts.join(', ')} since ${began}.`,
    ...(total === 0 ? [] : ['What needs you now:']),
  ];
}

const WORDS = {
  commit: 'commit',
  live: 'stream',
  'needs-a-person': 'new need',
  cured: 'solved need',
  quota: 'day without units',
} as const;

function toItem(message: OutgoingMessage, notice: Notice, pages: MessagePages): NotificationItem {
  const { subject, title, command } = notice;
  const { pageUrl, videoUrl } = listUrls(notice, pages);
  return {
    subject,
    links: [
      ...(pageUrl === undefined ? [] : [{ label: 'Page', url: pageUrl }]),
      ...(videoUrl === undefined ? [] : [{ label: 'Video', url: videoUrl }]),
    ],
    ...defined({ title, message: describeMessage(message, notice) }),
    // What is solved needs no command.
    ...(command === undefined || message.about === 'cured' ? {} : { command: renderShell(command) }),
  };
}

/** A digest and a group say what a line has room for. */
function describeMessage(
  { about }: OutgoingMessage,
  { reason, message, count: of }: Notice,
): string | undefined {
  if (about === 'cured') return undefined;
  if (about === 'digest') return reason === undefined ? undefined : REASONS[reason];
  const many = of === undefined || of < 2 || about === 'commit' ? '' : `${count(of, 'episode')}. `;
  return message === undefined && many === '' ? undefined : `${many}${message ?? ''}`.trim();
}

function listUrls({ workflowId, videoId }: Notice, pages: MessagePages) {
  const { workflows, videos } = pages;
  const pageUrl = workflows === undefined ? undefined : `${workflows}/${encode(workflowId)}`;
  const videoUrl =
    videoId !== undefined && /^[\w-]{1,64}$/.test(videoId) ? `${videos}/${videoId}` : undefined;
  return defined({ pageUrl, videoUrl });
}

/** No sign is left that could end a link in any service. */
const encode = (text: string): string =>
  encodeURIComponent(printable(text)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

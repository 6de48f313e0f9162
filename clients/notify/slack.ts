import { slackCode, slackText } from '../../domain/shared/media/slack.ts';
import { describeMore, type Notification, type NotificationItem, renderFitting } from './notification.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/section-block and header-block */
const MAX_SECTION = 3000;
const MAX_HEADER = 150;
const MAX_BLOCKS = 50;

type Block = {
  readonly type: 'section';
  readonly text: {
    readonly type: string;
    readonly text: string;
    readonly emoji?: boolean;
    readonly verbatim?: boolean;
  };
};

/** The body for an incoming webhook of Slack. What others wrote is in plain text or in code: nothing in it is markup. */
export const renderSlack = (notification: Notification): object => ({
  // What a phone shows, and clients without blocks.
  text: slackText(notification.headline),
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    {
      type: 'header',
      text: { type: 'plain_text', text: slackText(notification.headline).slice(0, MAX_HEADER), emoji: false },
    },
    ...renderFitting(notification, (items, rest) => renderBlocks(notification, items, rest), fits),
  ],
});

const fits = (blocks: readonly Block[]): boolean =>
  blocks.length < MAX_BLOCKS && blocks.every(({ text }) => text.text.length <= MAX_SECTION);

const renderBlocks = (
  { facts }: Notification,
  items: readonly NotificationItem[],
  rest: number,
): readonly Block[] => [
  ...facts.map(plain),
  ...items.flatMap(renderItem),
  ...(rest > 0 ? [plain(describeMore(rest))] : []),
];

const renderItem = ({ subject, title, message, command, links }: NotificationItem): Block[] => [
  mrkdwn(
    [
      ...(title === undefined ? [] : [slackCode(title)]),
      slackCode(subject),
      ...links.map(({ label, url }) => `<${escapeUrl(url)}|${label}>`),
    ].join('  '),
  ),
  ...(message === undefined ? [] : [plain(message)]),
  ...(command === undefined ? [] : [renderCommand(command)]),
];

/** Code in `mrkdwn` cannot hold a backtick. */
const renderCommand = (command: string): Block =>
  command.includes('`') ? plain(`Run: ${command}`) : mrkdwn(`Run: ${slackCode(command)}`);

const escapeUrl = (url: string): string =>
  url.replaceAll('&', '&amp;').replace(/[<>|]/g, (sign) => encodeURIComponent(sign));

const plain = (text: string): Block => ({
  type: 'section',
  text: { type: 'plain_text', text: slackText(text), emoji: false },
});

/** `verbatim`: no address becomes a link by itself. */
const mrkdwn = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

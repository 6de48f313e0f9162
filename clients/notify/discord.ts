import { discordCode, discordText } from '../../domain/shared/media/discord.ts';
import {
  describeMore,
  type Notification,
  type NotificationItem,
  renderFitting,
  splitCode,
} from './notification.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const MAX_DESCRIPTION = 4096;
const COLOURS = { bad: 0xd64545, good: 0x3a9d5d, plain: 0x5b6b7b } as const;

/**
 * The body for a Discord webhook: one embed, so that no text of others is where an address would become an invitation. `allowed_mentions`
 * of nothing: no title pings anybody.
 */
export const renderDiscord = (notification: Notification): object => ({
  allowed_mentions: { parse: [] },
  embeds: [
    {
      title: notification.headline,
      description: renderDescription(notification),
      color: COLOURS[notification.tone],
      timestamp: new Date(notification.at).toISOString(),
    },
  ],
});

const renderDescription = (notification: Notification): string =>
  renderFitting(
    notification,
    (items, rest) =>
      [
        ...notification.facts,
        ...items.map((item) => renderItem(item, notification.total > 1)),
        ...(rest > 0 ? [describeMore(rest)] : []),
      ].join('\n'),
    (text) => text.length <= MAX_DESCRIPTION,
  );

function renderItem(
  { subject, title, message, command, links }: NotificationItem,
  isOfMany: boolean,
): string {
  const name = [...(title === undefined ? [] : [discordCode(title)]), discordCode(subject)].join(' · ');
  const lines = [
    isOfMany ? `- ${name}` : name,
    ...(message === undefined ? [] : [renderMessage(message)]),
    ...(command === undefined ? [] : [`Run ${discordCode(command)}`]),
    ...(links.length === 0 ? [] : [links.map(({ label, url }) => `[${label}](${url})`).join(' · ')]),
  ];
  return lines.join(isOfMany ? '\n  ' : '\n');
}

const renderMessage = (message: string): string =>
  splitCode(message)
    .map((piece, index) => (index % 2 === 0 ? keepEnds(piece) : discordCode(piece)))
    .join('');

/** The spaces between a piece and the next. */
const keepEnds = (piece: string): string =>
  `${/^\s/.test(piece) ? ' ' : ''}${discordText(piece)}${/\S\s+$/.test(piece) ? ' ' : ''}`;

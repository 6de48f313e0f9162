import { printable, printableMessage } from './printable.ts';

/** The three signs with which Slack begins a link, a mention or an entity, in plain text too. */
const escapeSigns = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A sentence of others, for a text object of type `plain_text`, in which stars and backticks mean nothing. */
export const slackText = (text: string): string => escapeSigns(printableMessage(text));

/** Code in `mrkdwn`. A backtick cannot be escaped there, so it becomes an apostrophe. */
export const slackCode = (text: string): string => `\`${escapeSigns(printable(text)).replaceAll('`', "'")}\``;

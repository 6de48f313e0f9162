import { htmlText } from '../../domain/shared/media/html.ts';
import { printable, printableMessage } from '../../domain/shared/media/printable.ts';
import {
  cut,
  describeMore,
  type Notification,
  type NotificationItem,
  renderFitting,
  splitCode,
} from './notification.ts';

/** A subject is one line of a header; longer ones are cut by what shows them anyway. */
const MAX_SUBJECT = 150;
/** A mail has no limit that matters; a page does. */
const MAX_BODY = 20_000;

export type MailContent = { readonly subject: string; readonly text: string; readonly html: string };

/** The subject, and the message as plain text and as simple HTML. */
export const renderMail = (notification: Notification): MailContent => ({
  subject: renderSubject(notification),
  text: renderText(notification),
  html: renderHtml(notification),
});

function renderSubject({ headline, items, total }: Notification): string {
  const [first] = items;
  const about = total === 1 && first !== undefined ? `: ${first.title ?? first.subject}` : '';
  return cut(printable(`${headline}${about}`), MAX_SUBJECT);
}

const fits = (text: string): boolean => text.length <= MAX_BODY;

const renderText = (notification: Notification): string =>
  renderFitting(
    notification,
    (items, rest) =>
      [
        notification.headline,
        ...notification.facts,
        ...items.map(renderTextItem),
        ...(rest > 0 ? [describeMore(rest)] : []),
      ].join('\n\n'),
    fits,
  );

const renderTextItem = ({ subject, title, message, command, links }: NotificationItem): string =>
  [
    title === undefined ? printable(subject) : `${printable(title)} (${printable(subject)})`,
    ...(message === undefined ? [] : [printableMessage(message)]),
    ...(command === undefined ? [] : [`Run: ${command}`]),
    ...links.map(({ label, url }) => `${label}: ${url}`),
  ].join('\n');

const renderHtml = (notification: Notification): string =>
  renderFitting(
    notification,
    (items, rest) =>
      [
        '<!doctype html>',
        '<meta charset="utf-8">',
        `<h2>${htmlText(notification.headline)}</h2>`,
        ...notification.facts.map((fact) => `<p>${htmlText(fact)}</p>`),
        ...items.map(renderHtmlItem),
        ...(rest > 0 ? [`<p>${describeMore(rest)}</p>`] : []),
      ].join('\n'),
    fits,
  );

function renderHtmlItem({ subject, title, message, command, links }: NotificationItem): string {
  const name = title === undefined ? '' : `<b>${htmlText(title)}</b> `;
  const parts = [
    `${name}<code>${htmlText(subject)}</code>`,
    ...(message === undefined ? [] : [renderHtmlMessage(message)]),
    ...(command === undefined ? [] : [`<code>${htmlText(command)}</code>`]),
    ...(links.length === 0
      ? []
      : [
          links
            .map(({ label, url }) => `<a href="${htmlText(url)}">${htmlText(label)}</a>`)
            .join(' &middot; '),
        ]),
  ];
  return `<p>${parts.join('<br>\n')}</p>`;
}

const renderHtmlMessage = (message: string): string =>
  splitCode(printableMessage(message))
    .map((piece, index) => (index % 2 === 0 ? htmlText(piece) : `<code>${htmlText(piece)}</code>`))
    .join('');

import { markdownCode, markdownLine, markdownText } from '../../domain/shared/media/markdown.ts';
import { printable, printableMessage } from '../../domain/shared/media/printable.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';

/**
 * What a workflow says to people, in pieces, so that a medium can show each in its way: our own words, and what others wrote, which must
 * not become markup, a link or a line of its own. A bare string is no text: write text`...`.
 */
export type Text = readonly Piece[];

type Piece =
  /** Our own words. A line end begins a new line. */
  | { readonly kind: 'own'; readonly text: string }
  /** A message of others, or a phrase. */
  | { readonly kind: 'message'; readonly text: string }
  /** A name, a title, a path, an id. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  /** A page of YouTube. `pages`: where its pages are, without a slash at the end; absent: youtu.be. */
  | { readonly kind: 'video'; readonly videoId: string; readonly pages?: string }
  /** A page whose address we made. `label`: a name of others. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

type Value = string | number | Text;

/** Our own words, in which backticks mark code; a string that is put in counts as a message of others. */
export const text = (parts: TemplateStringsArray, ...values: readonly Value[]): Text =>
  parts.flatMap((part, index) => [...parseOwn(part), ...toPieces(values[index])]);

const parseOwn = (part: string): Piece[] =>
  part
    .split('`')
    .map((piece, index) => ({ kind: index % 2 === 0 ? 'own' : 'code', text: piece }) as const)
    .filter((piece) => piece.text !== '');

function toPieces(value: Value | undefined): Text {
  if (value === undefined || value === '') return [];
  if (typeof value === 'object') return value;
  return [{ kind: 'message', text: String(value) }];
}

/** A name, a title, a path or an id of others. */
export const code = (value: string): Text => [{ kind: 'code', text: value }];

/** A command to paste. */
export const command = (...words: readonly string[]): Text => [{ kind: 'command', words }];

/** A message that was made elsewhere and marks its commands with backticks. What others may mark in it only changes the font. */
export function message(value: string): Text {
  const pieces = value
    .split('`')
    .map((piece, index) => ({ kind: index % 2 === 0 ? 'message' : 'code', text: piece }) as const)
    .filter((piece) => piece.text !== '');
  return pieces.length === 0 ? toPieces(value) : pieces;
}

/** What others wrote, for such a message. */
export const unmarked = (value: string): string => value.replaceAll('`', "'");

export const video = (videoId: string, pages?: string): Text => [
  { kind: 'video', videoId, ...(pages === undefined ? {} : { pages }) },
];

export const link = (label: string, url: string): Text => [{ kind: 'link', label, url }];

/** `a, b, c` */
export const join = (texts: readonly Text[], separator = ', '): Text =>
  texts.flatMap((one, index) => (index === 0 ? one : [{ kind: 'own', text: separator }, ...one]));

/** For the Temporal UI, as lines. */
export const renderMarkdownLines = (value: Text): string[] =>
  renderLines(value, renderMarkdownPiece).map(markdownLine);

/** For a terminal, as lines. */
export const renderPlainLines = (value: Text): string[] => renderLines(value, renderPlainPiece);

/** Only our own words have line ends. */
const renderLines = (value: Text, render: (piece: Piece) => string): string[] =>
  value
    .map((piece) => (piece.kind === 'own' ? renderOwn(piece.text, render) : render(piece)))
    .reduce((before, piece) => `${before}${isOneRun(before, piece) ? ' ' : ''}${piece}`, '')
    .split('\n');

/** Two pieces of code in a row would be read as one. */
const isOneRun = (before: string, piece: string): boolean => before.endsWith('`') && piece.startsWith('`');

const renderOwn = (own: string, render: (piece: Piece) => string): string =>
  own
    .split('\n')
    .map((line) => render({ kind: 'own', text: line }))
    .join('\n');

function renderMarkdownPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'own':
    case 'message':
      return keepEnds(piece.text, markdownText);
    case 'code':
      return markdownCode(piece.text);
    case 'command':
      return markdownCode(renderShell(piece.words));
    case 'video':
      return isVideoId(piece.videoId) ? `<${urlOf(piece)}>` : markdownCode(piece.videoId);
    case 'link':
      return isPage(piece.url) ? `[${markdownCode(piece.label)}](${piece.url})` : markdownCode(piece.label);
  }
}

function renderPlainPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'own':
    case 'message':
      return keepEnds(piece.text, printableMessage);
    case 'code':
      return printable(piece.text);
    case 'command':
      return renderShell(piece.words);
    case 'video':
      return isVideoId(piece.videoId) ? urlOf(piece) : printable(piece.videoId);
    case 'link':
      return isPage(piece.url) ? `${printable(piece.label)} (${piece.url})` : printable(piece.label);
  }
}

/** The spaces between one piece and the next. */
const keepEnds = (value: string, render: (trimmed: string) => string): string => {
  const before = /^\s/.test(value) ? ' ' : '';
  const after = /\s$/.test(value) && value.trim() !== '' ? ' ' : '';
  return `${before}${render(value.trim())}${after}`;
};

const isVideoId = (videoId: string): boolean => /^[\w-]{1,64}$/.test(videoId);
const urlOf = ({ videoId, pages = '' }: Extract<Piece, { kind: 'video' }>): string =>
  `${isPage(pages) ? pages : 'https://youtu.be'}/${videoId}`;

/** Nothing that ends a link, or hides where it leads. */
const isPage = (url: string): boolean =>
  /^https?:\/\/(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?(?:\/[\w.~%+-]{1,200}){0,30}$/.test(url);

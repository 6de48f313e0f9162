import { html } from 'hono/html';
import { findChapters } from './chapters.ts';
import type { Html } from './layout.ts';

const PIECES = /(https?:\/\/[^\s<>"]+|(?<![\w&])#[\p{L}\p{N}_]+|\b\d{1,2}(?::\d{2}){1,2}\b)/gu;

/** A description as YouTube shows it: links, hashtags and times are blue; everything else is plain text. */
export function renderDescription(text: string): Html {
  return html`${text.split(PIECES).map(renderPiece)}`;
}

function renderPiece(piece: string): Html | string {
  if (/^https?:\/\//.test(piece)) return renderLink(piece);
  if (/^#./.test(piece) || /^\d{1,2}(:\d{2}){1,2}$/.test(piece)) return html`<a>${piece}</a>`;
  return piece;
}

/** Punctuation at the end is not part of a URL. */
function renderLink(piece: string): Html {
  const url = piece.replace(/[.,;:!?)]+$/, '');
  return html`<a href="${url}" rel="noreferrer">${url}</a>${piece.slice(url.length)}`;
}

/** The chapters, or why YouTube shows none. */
export function renderChapters(text: string): Html | '' {
  const { chapters, problem } = findChapters(text);
  if (problem !== undefined)
    return html`<div class="box"><h3>Chapters</h3><p class="soft small">None shown: ${problem}</p></div>`;
  if (chapters.length === 0) return '';
  const rows = chapters.map(({ time, title }) => html`<tr><td>${time}</td><td>${title}</td></tr>`);
  return html`<h2>Chapters</h2><table class="times">${rows}</table>`;
}

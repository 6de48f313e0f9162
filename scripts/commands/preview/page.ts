import { formatTimestamp } from '../../../domain/shared/chapters.ts';
import { isError, type Problem } from '../../../domain/shared/problem.ts';
import { trimEndOf } from '../../../domain/shared/trim-end.ts';
import { formatCount } from '../../lib/episode-texts.ts';
import { Markup, markup } from '../../lib/markup.ts';
import { STYLE } from './style.ts';
import type { EpisodeView, Listed } from './view.ts';

/** The picture of an episode: its address on this server, or why there is none. */
export type ShownPicture = { readonly url: string } | { readonly why: string };
/** Leads to a place of a file in the author's editor. */
export type LinkToPlace = (place: { path: string; line: number; column: number }) => string;

/** Loads the page again when content was saved. The page allows no other script. */
export const RELOAD = `new EventSource('/changes').addEventListener('saved', () => location.reload());`;

const page = (title: string, body: Markup): string =>
  markup`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${new Markup(STYLE)}</style>
<script src="/reload.js" defer></script></head>
<body><header><a href="/">Episodes</a><span>${title}</span></header><main>${body}</main></body></html>`.text;

export const renderIndex = (
  episodes: readonly Listed[],
  problems: readonly Problem[],
  link: LinkToPlace,
): string =>
  page(
    'Preview',
    markup`${renderProblems(problems, link)}<table>${episodes.map(
      ({ id, title, start, errors }) =>
        markup`<tr><td>${start?.slice(0, 16).replace('T', ' ') ?? ''}</td><td><a href="/episodes/${id}">${title}</a></td><td>${id}</td><td>${
          errors === 0 ? '' : markup`<b class="error">${errors}</b>`
        }</td></tr>`,
    )}</table>`,
  );

type Broken = {
  readonly id: string;
  readonly reason: string;
  /** Of its file. */
  readonly problems: readonly Problem[];
  readonly link: LinkToPlace;
};

export const renderBroken = ({ id, reason, problems, link }: Broken): string =>
  page(
    id,
    markup`<section class="problems"><h2>Cannot be shown</h2><p>${reason}</p></section>${
      problems.length === 0 ? '' : renderProblems(problems, link)
    }`,
  );

type Shown = { readonly view: EpisodeView; readonly picture: ShownPicture; readonly link: LinkToPlace };

/** The episode as YouTube shows it in a list and on its page, on a large screen and on a phone, with its counts and problems. */
export function renderEpisodePage({ view, picture, link }: Shown): string {
  const place = { path: view.path, line: 1, column: 1 };
  return page(
    view.id,
    markup`<section class="facts"><p><a href="${link(place)}">${view.path}</a></p>${view.counts.map(renderCount)}</section>
${renderProblems(view.problems, link)}
<div class="screens"><section><h2>On a large screen</h2><div class="large">${renderWatch(view, picture)}</div>
<h2>In a list</h2><div class="result">${renderPicture(picture)}<div><h3 class="two">${view.texts?.title ?? ''}</h3><p class="soft">${view.channel}</p><p class="soft two">${firstWords(view)}</p></div></div></section>
<section><h2>On a phone</h2><div class="phone">${renderWatch(view, picture)}</div></section></div>`,
  );
}

function renderCount({ name, count, unit }: EpisodeView['counts'][number]): Markup {
  const tone = count.limit !== undefined && count.used > count.limit ? 'error' : 'good';
  return markup`<p class="count">${name} <b class="${tone}">${formatCount(count)}</b> ${unit}</p>`;
}

function renderProblems(problems: readonly Problem[], link: LinkToPlace): Markup {
  if (problems.length === 0) return markup`<section class="problems fine">No problems.</section>`;
  return markup`<section class="problems"><h2>Problems</h2>${problems.map(
    (problem) =>
      markup`<p><a href="${link(problem)}">${problem.path}:${problem.line}:${problem.column}</a> <b class="${isError(problem) ? 'error' : 'warning'}">${problem.code}</b><br>${problem.message}${problem.hint === undefined ? '' : markup`<br><span class="soft">${problem.hint}</span>`}</p>`,
  )}</section>`;
}

function renderWatch(view: EpisodeView, picture: ShownPicture): Markup {
  const { texts, channel, start, chapters } = view;
  if (texts === undefined) return markup`<p class="soft">A template is broken: see the problems.</p>`;
  return markup`${renderPicture(picture)}<h3 class="title">${texts.title}</h3>
<p class="channel"><i>${channel.slice(0, 1)}</i><b>${channel}</b></p>
<div class="box"><b>${start === undefined ? 'No date yet' : `${start.slice(0, 16).replace('T', ' ')} UTC`}</b>
<div class="text">${renderDescription(texts.description)}</div>${renderChapters(chapters)}</div>`;
}

const renderPicture = (picture: ShownPicture): Markup =>
  'url' in picture
    ? markup`<img class="picture" src="${picture.url}" alt="Thumbnail">`
    : markup`<div class="picture none">${picture.why}</div>`;

const renderChapters = (chapters: EpisodeView['chapters']): Markup =>
  chapters.length === 0
    ? markup``
    : markup`<div class="chapters"><b>Chapters</b>${chapters.map(
        ({ seconds, title }) => markup`<p><a>${formatTimestamp(seconds)}</a> ${title}</p>`,
      )}</div>`;

/** What a list shows below the title. */
const firstWords = ({ texts }: EpisodeView): string =>
  (texts?.description ?? '').split(/\s+/).slice(0, 40).join(' ');

const PIECES = /(https?:\/\/[^\s<>"]+|(?<![\w&])#[\p{L}\p{N}_]+|\b\d{1,2}(?::\d{2}){1,2}\b)/gu;

/** Links, hashtags and times are blue, as on YouTube; everything else is text. */
const renderDescription = (text: string): Markup =>
  markup`${text.split('\n').map((line) => markup`<div>${line === '' ? new Markup('&nbsp;') : line.split(PIECES).map(renderPiece)}</div>`)}`;

/** At the end it is the sentence's, not the URL's. */
const PUNCTUATION = '.,;:!?)';

function renderPiece(piece: string): Markup {
  if (/^https?:\/\//.test(piece)) {
    const url = trimEndOf(piece, PUNCTUATION);
    return markup`<a href="${url}" rel="noreferrer">${url}</a>${piece.slice(url.length)}`;
  }
  return /^#./.test(piece) || /^\d{1,2}(?::\d{2}){1,2}$/.test(piece)
    ? markup`<a>${piece}</a>`
    : markup`${piece}`;
}

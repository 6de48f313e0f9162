import { html } from 'hono/html';
import { readLiveContent } from '../resources/video.ts';
import { listUploads } from '../state/order.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { describePhase, formatDuration, formatNumber, formatTime } from './format.ts';
import { type Html, renderPage } from './layout.ts';
import { renderWrites } from './writes.ts';

const PER_PAGE = 48;

/** The channel: live videos, upcoming ones by start, and all others, newest first. */
export function renderHome(world: World, page: number): Html {
  const videos = listUploads(world.store);
  const live = videos.filter((video) => readLiveContent(video) === 'live');
  const upcoming = videos.filter((video) => readLiveContent(video) === 'upcoming').sort(byStart);
  const finished = videos.filter((video) => readLiveContent(video) === 'none');
  const shown = finished.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const body = html`${renderHead(world, videos.length)}
${videos.length === 0 ? html`<p class="empty">No videos yet.</p>` : ''}
${page === 1 ? [renderSection('Live now', live), renderSection('Upcoming', upcoming)] : ''}
${renderSection('Videos', shown, finished.length)}
${renderPages(page, finished.length)}
<h2>Latest writes</h2>
${renderWrites(world.log.latestWrites(15), true)}`;
  return renderPage({ title: world.channel().title, body, refreshSeconds: 5 });
}

function byStart(a: VideoRow, b: VideoRow): number {
  return (
    Date.parse(a.broadcast?.scheduledStartTime ?? '') - Date.parse(b.broadcast?.scheduledStartTime ?? '')
  );
}

function renderHead(world: World, count: number): Html {
  const { title, channelId } = world.channel();
  const { perDay } = world.settings();
  const { spent, day, resetsAt } = world.ledger.read(world.now());
  const percent = perDay === 0 ? 100 : Math.min(100, (100 * spent) / perDay);
  return html`<div class="head"><div><h1>${title}</h1><div class="soft">${channelId} &middot; ${formatNumber(count)} ${count === 1 ? 'video' : 'videos'}</div></div>
<div class="meter small"><b>${formatNumber(spent)}</b> of ${formatNumber(perDay)} units spent on ${day}<div class="bar"><span style="width: ${percent}%"></span></div><span class="soft">resets at ${formatTime(resetsAt)}</span></div></div>`;
}

function renderSection(name: string, videos: readonly VideoRow[], total = videos.length): Html | '' {
  if (videos.length === 0) return '';
  return html`<h2>${name} <span class="soft">${formatNumber(total)}</span></h2><div class="grid">${videos.map(renderCard)}</div>`;
}

function renderCard(video: VideoRow): Html {
  const id = encodeURIComponent(video.id);
  const phase = describePhase(video);
  const start = video.broadcast?.actualStartTime ?? video.broadcast?.scheduledStartTime ?? video.publishedAt;
  return html`<a class="card" href="/videos/${id}"><div class="frame"><img src="/vi/${id}/mqdefault.jpg" alt="" loading="lazy">${renderBadge(video)}</div><strong>${video.title}</strong><div class="soft small">${formatTime(start)}</div><span class="pill ${phase.tone}">${phase.label}</span><span class="pill">${video.privacyStatus}</span></a>`;
}

/** What YouTube shows in the corner of a thumbnail. */
export function renderBadge(video: VideoRow): Html {
  const content = readLiveContent(video);
  if (content === 'live') return html`<span class="badge live">LIVE</span>`;
  return html`<span class="badge">${content === 'upcoming' ? 'UPCOMING' : formatDuration(video.durationSeconds)}</span>`;
}

function renderPages(page: number, total: number): Html | '' {
  const last = Math.ceil(total / PER_PAGE);
  if (last <= 1) return '';
  const link = (to: number, word: string) =>
    to < 1 || to > last ? '' : html` <a href="/?page=${to}">${word}</a>`;
  return html`<p class="soft small">Page ${page} of ${last}${link(page - 1, 'newer')}${link(page + 1, 'older')}</p>`;
}

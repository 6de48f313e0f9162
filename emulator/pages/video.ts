import { html } from 'hono/html';
import { defined } from '../defined.ts';
import { readLiveContent } from '../resources/video.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { renderChapters, renderDescription } from './description.ts';
import { describePhase, formatTime } from './format.ts';
import { renderBadge } from './home.ts';
import { type Html, renderPage } from './layout.ts';
import { renderWrites } from './writes.ts';

/** Everything that YouTube would show of a video, its writes, and forms that edit it like a person in Studio. */
export function renderVideoPage(world: World, video: VideoRow, message: string | undefined): Html {
  const id = encodeURIComponent(video.id);
  const phase = describePhase(video);
  const body = html`<div class="two"><div>
<div class="frame"><img src="/vi/${id}/maxresdefault.jpg" alt="Thumbnail of ${video.title}">${renderBadge(video)}</div>
<h1 style="margin-top: 16px">${video.title}</h1>
<span class="pill ${phase.tone}">${phase.label}</span><span class="pill">${video.privacyStatus}${video.publishAt === undefined ? '' : html`, scheduled for ${video.publishAt}`}</span> <span class="soft small">${describeStart(video)}</span>
<div class="box text">${video.description === '' ? html`<span class="soft">No description.</span>` : renderDescription(video.description)}</div>
${renderChapters(video.description)}
<h2>Writes to this video</h2>
${renderWrites(world.log.writesTo(video.id).slice(-50), false)}
</div><div>
<div class="box" style="margin-top: 0">${renderFacts(world, video)}</div>
${renderStudioForms(video, id)}
</div></div>`;
  return renderPage({ title: video.title, body, ...defined({ message }) });
}

function describeStart({ broadcast, publishedAt }: VideoRow): string {
  if (broadcast?.actualStartTime !== undefined) return `started ${formatTime(broadcast.actualStartTime)}`;
  return broadcast === undefined
    ? `published ${formatTime(publishedAt)}`
    : `scheduled for ${formatTime(broadcast.scheduledStartTime)}`;
}

function renderFacts(world: World, video: VideoRow): Html {
  const tags = video.tags.map((tag) => html`<span class="pill">${tag}</span>`);
  const facts: [string, Html | string | Html[]][] = [
    ['Id', video.id],
    ['Tags', tags.length === 0 ? '-' : tags],
    ['Playlists', listPlaylists(world, video.id).join(', ') || '-'],
    ['Category', video.categoryId],
    ['Language', `${video.defaultLanguage ?? '-'} (audio: ${video.defaultAudioLanguage ?? '-'})`],
    [
      'For children',
      video.selfDeclaredMadeForKids === undefined ? 'not set' : video.selfDeclaredMadeForKids ? 'yes' : 'no',
    ],
    [
      'Thumbnail',
      video.thumbnail === undefined ? "YouTube's own" : `custom, ${video.thumbnail.slice(0, 12)}`,
    ],
    ['Published', formatTime(video.publishedAt)],
    ...renderLiveFacts(world, video),
  ];
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function renderLiveFacts({ store }: World, { broadcast }: VideoRow): [string, string][] {
  if (broadcast === undefined) return [];
  const { settings, boundStreamId } = broadcast;
  return [
    ['State', broadcast.lifeCycleStatus],
    ['Scheduled', formatTime(broadcast.scheduledStartTime)],
    ['Started', formatTime(broadcast.actualStartTime)],
    ['Ended', formatTime(broadcast.actualEndTime)],
    ['Stream', store.stream.get(boundStreamId ?? '')?.title ?? 'not bound'],
    ['Latency', settings.latencyPreference],
    [
      'Auto-start',
      `${settings.enableAutoStart ? 'on' : 'off'}, auto-stop ${settings.enableAutoStop ? 'on' : 'off'}`,
    ],
  ];
}

function listPlaylists({ store }: World, videoId: string): string[] {
  const items = [...store.item.rows()].filter((item) => item.videoId === videoId);
  return items.flatMap(({ playlistId }) => store.playlist.get(playlistId)?.title ?? []);
}

function renderStudioForms(video: VideoRow, id: string): Html {
  return html`<div class="box"><h3>Edit as a person in Studio</h3>
<div class="row">${renderAir(video, id)}</div>
<form method="post" action="/videos/${id}/edit">
<label>Title<input name="title" value="${video.title}"></label>
<label>Description<textarea name="description">
${video.description}</textarea></label>
<label>Tags, separated by commas<input name="tags" value="${video.tags.join(', ')}"></label>
<label>Visibility<select name="privacyStatus">${['public', 'unlisted', 'private'].map((value) => renderOption(value, video.privacyStatus))}</select></label>
${video.broadcast === undefined ? '' : html`<label>Scheduled start, as 2026-12-04T17:00:00Z<input name="scheduledStartTime" value="${video.broadcast.scheduledStartTime}"></label>`}
<button class="main">Save</button></form>
<form method="post" action="/videos/${id}/picture" enctype="multipart/form-data"><label>Thumbnail, PNG or JPEG<input type="file" name="picture" accept="image/png,image/jpeg" required></label><button>Replace picture</button></form></div>`;
}

function renderOption(value: string, current: string): Html {
  return value === current ? html`<option selected>${value}</option>` : html`<option>${value}</option>`;
}

function renderAir(video: VideoRow, id: string): Html | '' {
  const content = readLiveContent(video);
  if (content === 'none') return '';
  if (content === 'live')
    return html`<form method="post" action="/videos/${id}/end"><button class="air">End stream</button></form>`;
  return html`<form method="post" action="/videos/${id}/live"><button class="air">Go live</button></form>`;
}

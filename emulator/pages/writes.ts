import { html } from 'hono/html';
import type { LoggedCall } from '../quota/log.ts';
import { formatTime } from './format.ts';
import type { Html } from './layout.ts';

/** A table of writes, the newest first. */
export function renderWrites(writes: readonly LoggedCall[], withVideo: boolean): Html {
  if (writes.length === 0) return html`<p class="empty">No writes yet.</p>`;
  const video = withVideo ? html`<th>Video</th>` : '';
  return html`<table><tr><th>#</th><th>When</th><th>What</th>${video}<th>By</th><th>Answer</th><th>Units</th></tr>${[...writes].reverse().map((call) => renderWrite(call, withVideo))}</table>`;
}

function renderWrite(
  { seq, at, method, videoId, by, status, applied, units, fault }: LoggedCall,
  withVideo: boolean,
): Html {
  const link =
    videoId === undefined ? '-' : html`<a href="/videos/${encodeURIComponent(videoId)}">${videoId}</a>`;
  const answer = fault === undefined ? String(status) : `${status}, ${fault}`;
  return html`<tr><td>${seq}</td><td>${formatTime(at)}</td><td>${method}</td>${withVideo ? html`<td>${link}</td>` : ''}<td>${by === 'api' ? 'API' : 'a person'}</td><td><span class="pill ${applied ? 'good' : 'warn'}">${answer}</span></td><td>${units}</td></tr>`;
}

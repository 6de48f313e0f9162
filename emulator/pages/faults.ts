import { html } from 'hono/html';
import { ENDPOINTS } from '../api/endpoints.ts';
import { defined } from '../defined.ts';
import { FAULT_KINDS, type FaultKind } from '../faults.ts';
import type { World } from '../world.ts';
import { type Html, renderPage } from './layout.ts';

const MEANINGS: Readonly<Record<FaultKind, string>> = {
  withhold: 'applied, but never answered',
  drop: 'not applied, the connection is closed',
  status500: '500 internalError',
  status503: '503 backendError',
  html502: '502 with an HTML page',
  rateLimit: '403 rateLimitExceeded',
  tooMany: '429, over in a minute',
  quotaGone: '403 quotaExceeded',
  quotaGone429: '429 per day, the newer form of quotaExceeded',
  uploadRateLimit: '429 uploadRateLimitExceeded, thumbnails only',
  staleRead: 'lists return the state before the last write',
  authError: '401 authError',
  invalidGrant: 'the token endpoint returns invalid_grant',
  delay: 'applied at once, answered late',
  refuse: 'any error; only with curl, see docs/local-youtube.md',
};

/** Pending faults, and a form to add one. */
export function renderFaultsPage(world: World, message: string | undefined): Html {
  const body = html`<div class="two"><div><h1>Faults</h1><p class="soft">Faults to inject. Each applies to the next matching calls and is then removed.</p>
${renderPending(world)}</div>
<div class="box" style="margin-top: 0"><h3>Add a fault</h3><form method="post" action="/faults">
<label>Call<select name="method"><option value="*">every API call</option><option value="token">token endpoint</option>${ENDPOINTS.map(({ method }) => html`<option>${method}</option>`)}</select></label>
<label>What happens<select name="kind">${FAULT_KINDS.filter((kind) => kind !== 'refuse').map((kind) => html`<option value="${kind}">${kind}: ${MEANINGS[kind]}</option>`)}</select></label>
<label>How often<input name="times" type="number" min="1" value="1"></label>
<label>After how many matching calls<input name="afterCalls" type="number" min="0" value="0"></label>
<label>Delay in ms, for delay<input name="delayMs" type="number" min="0" value="1000"></label>
<button class="main">Add</button></form></div></div>`;
  return renderPage({ title: 'Faults', body, ...defined({ message }) });
}

function renderPending({ faults }: World): Html {
  const pending = faults.pending();
  if (pending.length === 0) return html`<p class="empty">No faults. Every call is answered normally.</p>`;
  const rows = pending.map(
    ({ method, kind, times, afterCalls }) =>
      html`<tr><td>${method}</td><td>${kind}<div class="soft">${MEANINGS[kind]}</div></td><td>${times}</td><td>${afterCalls}</td></tr>`,
  );
  return html`<table><tr><th>Call</th><th>What happens</th><th>Times left</th><th>After calls</th></tr>${rows}</table><form method="post" action="/faults/clear"><button>Clear all</button></form>`;
}

import { html } from 'hono/html';
import { type Html, renderPage } from '../pages/layout.ts';
import type { World } from '../world.ts';
import { type AuthorizationError, type AuthorizationRequest, SECOND_CHANNEL } from './authorization.ts';
import { SCOPES } from './scopes.ts';

/** The names of the form's fields. */
export const FIELDS = { channel: 'channel', scope: 'scope', answer: 'answer' } as const;

/** What Google asks a person: which of their channels, what the app may do, and whether at all. */
export function renderConsentPage(world: World, request: AuthorizationRequest): Html {
  const { title, channelId } = world.channel();
  const channels = [{ id: channelId, title }, SECOND_CHANNEL];
  const body = html`<div class="box"><h1>Choose a channel</h1>
<form method="post">
${channels.map(({ id, title: name }, at) => html`<label class="choice"><input type="radio" name="${FIELDS.channel}" value="${id}"${at === 0 ? html` checked` : ''}> <b>${name}</b> <span class="soft small">${id}</span></label>`)}
<h2>${request.clientId} wants to</h2>
${request.scopes.map((scope) => html`<label class="choice"><input type="checkbox" name="${FIELDS.scope}" value="${scope}" checked> ${SCOPES[scope]}</label>`)}
<div class="row"><button name="${FIELDS.answer}" value="deny">Cancel</button><button class="main" name="${FIELDS.answer}" value="allow">Continue</button></div>
</form></div>
<p class="soft small">This is the local YouTube: no account of Google's is involved.</p>`;
  return renderPage({ title: 'Consent', body });
}

export function renderRefusal({ error, description }: AuthorizationError): Html {
  const body = html`<div class="box"><h1>Access blocked</h1><p>${description}</p><p class="soft">Error 400: ${error}</p></div>`;
  return renderPage({ title: 'Access blocked', body });
}

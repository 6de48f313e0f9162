import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

type Page = {
  readonly title: string;
  readonly body: Html;
  /** Why the last form was rejected. */
  readonly message?: string;
  readonly refreshSeconds?: number;
};

/** One page with head and navigation. No JavaScript anywhere. */
export function renderPage({ title, body, message, refreshSeconds }: Page): Html {
  const refresh =
    refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - local YouTube</title>${refresh}<link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body>
<header class="top"><div><a class="brand" href="/"><i>&#9654;</i>Local YouTube</a><a href="/">Channel</a><a href="/faults">Faults</a></div></header>
<main>${message === undefined ? '' : html`<p class="message" role="alert">${message}</p>`}${body}</main>
</body>
</html>`;
}

import type { Paint, Tone } from '../../domain/changes/plan/text.ts';

/** The looks of a terminal on a page: the same tones as `scripts/commands/plan/colour.ts`, drawn by a browser. */
export const paintHtml: Paint = (tone: Tone, text: string) =>
  `<span class="${tone}">${escapeHtml(text)}</span>`;

/** A page that looks like a terminal after a command. `html`: painted by `paintHtml`; what has no tone must hold no HTML. */
export const renderTerminal = (
  command: string,
  html: string,
): string => `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #0d1117; color: #c9d1d9; font: 14px/1.5 "DejaVu Sans Mono", monospace; }
pre { margin: 0; padding: 20px 24px; font: inherit; white-space: pre-wrap; }
.strong { color: #f0f6fc; font-weight: bold } .quiet { color: #8b949e } .warn { color: #d29922 }
.old { color: #ff7b72 } .new { color: #7ee787 }
.gone { color: #ff7b72 } .came { color: #7ee787 } .gone, .came { font-weight: bold; text-decoration: underline }
</style><pre id="done"><span class="quiet">$</span> <b>${escapeHtml(command)}</b>
${html}
<span class="quiet">$</span> ▮</pre>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

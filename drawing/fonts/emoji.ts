import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { createCache } from '../cache.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@twemoji/svg/package.json'));
const pixels = 160;
const drawn = createCache<string>(256);

/** Whether a reader expects a picture: an emoji by default, or by a selector, a keycap or a skin tone. */
export function isEmoji(cluster: string): boolean {
  return /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3|\p{Emoji_Modifier}/u.test(cluster);
}

/**
 * Draws a Twemoji as PNG in a data URI, cached; undefined when there is none for these code points. On a canvas of its own it cannot
 * abort resvg, as an SVG inside the picture could.
 */
export async function drawEmoji(cluster: string): Promise<string | undefined> {
  const file = findFile(cluster);
  return file && drawn(file, async () => toDataUri(readFileSync(file, 'utf8')));
}

// No font has these; Twemoji's own bold ones are too dark for a dark background.
const substitutes: Readonly<Record<string, string>> = {
  '✓': '✅',
  '✔': '✅',
  '✗': '❌',
  '✘': '❌',
  '✖': '❌',
};

// Files are named by code points, most without the selector U+FE0F.
function findFile(cluster: string): string | undefined {
  const shown = substitutes[cluster.replace(/[\ufe0e\ufe0f]/g, '')] ?? cluster;
  const codes = [...shown].map((character) => (character.codePointAt(0) ?? 0).toString(16));
  const names = [codes, codes.filter((code) => code !== 'fe0f' && code !== 'fe0e')];
  return names.map((name) => join(folder, `${name.join('-')}.svg`)).find((file) => existsSync(file));
}

function toDataUri(svg: string): string {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: pixels }, font: { loadSystemFonts: false } });
  return `data:image/png;base64,${image.render().asPng().toString('base64')}`;
}

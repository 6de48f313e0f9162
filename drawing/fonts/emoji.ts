import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { locateEmojiArchive, locatePackage } from '../../layout/index.ts';
import { createCache } from '../cache.ts';
import { openEmojiArchive } from './emoji-archive.ts';

const archive = locateEmojiArchive();
const readSvg = archive === undefined ? readFromFolder() : openEmojiArchive(archive).read;
/** On a canvas of 1280x720. */
const pixels = 160;
const drawn = createCache<string>(256, { bytesOf: (uri) => uri.length, most: 8_000_000 });

/** Whether a reader expects a picture: an emoji by default, or by a selector, a keycap or a skin tone. */
export function isEmoji(cluster: string): boolean {
  return /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3|\p{Emoji_Modifier}/u.test(cluster);
}

/**
 * Draws a Twemoji as PNG in a data URI, cached; undefined when there is none for these code points. On a canvas of its own it cannot
 * abort resvg, as an SVG inside the picture could.
 *
 * @param scale pixels for one pixel of the canvas
 */
export async function drawEmoji(cluster: string, scale = 1): Promise<string | undefined> {
  for (const name of listNames(cluster)) {
    const svg = readSvg(name);
    if (svg !== undefined) return drawn(`${name} ${scale}`, async () => toDataUri(svg, pixels * scale));
  }
  return undefined;
}

// No font has these; Twemoji's own bold ones are too dark for a dark background.
const substitutes: Readonly<Record<string, string>> = {
  '✓': '✅',
  '✔': '✅',
  '✗': '❌',
  '✘': '❌',
  '✖': '❌',
};

// They are named by code points, most without the selector U+FE0F.
function listNames(cluster: string): readonly string[] {
  const shown = substitutes[cluster.replace(/[\ufe0e\ufe0f]/g, '')] ?? cluster;
  const codes = [...shown].map((character) => (character.codePointAt(0) ?? 0).toString(16));
  const names = [codes, codes.filter((code) => code !== 'fe0f' && code !== 'fe0e')];
  return names.map((name) => name.join('-'));
}

function readFromFolder(): (name: string) => string | undefined {
  const folder = locatePackage('@twemoji/svg');
  return (name) => {
    const file = join(folder, `${name}.svg`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}

function toDataUri(svg: string, width: number): string {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } });
  return `data:image/png;base64,${image.render().asPng().toString('base64')}`;
}

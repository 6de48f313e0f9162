import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'satori';

const require = createRequire(import.meta.url);
const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'];
const weights = [500, 800] as const;

/** The family every template uses; the other subsets stand behind it as fallbacks. */
export const fontFamily = 'Inter latin';

/** Read once: satori caches what it parsed by the identity of these buffers. */
export const fonts: Font[] = weights.flatMap((weight) => subsets.map((subset) => readFont(subset, weight)));

function readFont(subset: string, weight: (typeof weights)[number]): Font {
  const file = require.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`);
  return { name: `Inter ${subset}`, weight, style: 'normal', data: readFileSync(file) };
}

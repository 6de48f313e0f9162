import type { FontSet } from '../fonts/font-set.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { typeset } from './typeset.ts';

const probeSize = 100;
const maxEntries = 5_000;
const known = new Map<string, number>();

/** The widths of texts on one line each, in ems, measured as they are drawn. Cached, because titles share words. */
export async function measureWidths(
  texts: readonly string[],
  style: Style,
  fontSet: FontSet,
): Promise<number[]> {
  const set = JSON.stringify([style, fontSet.fonts.map(({ name }) => name)]);
  if (known.size > maxEntries) known.clear();
  const fresh = [...new Set(texts)].filter((text) => !known.has(set + text));
  if (fresh.length > 0) await probe(fresh, style, fontSet, (text, width) => known.set(set + text, width));
  return texts.map((text) => known.get(set + text) ?? 0);
}

async function probe(
  texts: readonly string[],
  style: Style,
  fontSet: FontSet,
  onWidth: (text: string, width: number) => void,
): Promise<void> {
  const lines = texts.map((text) => h('div', { ...style, whiteSpace: 'nowrap' }, text));
  await typeset(stack(lines), { width: 100_000, height: 10 }, fontSet, ({ textContent, width }) => {
    if (textContent !== undefined) onWidth(textContent, width / probeSize);
  });
}

function stack(lines: readonly Element[]): Element {
  return h('div', { flexDirection: 'column', alignItems: 'flex-start', fontSize: probeSize }, lines);
}

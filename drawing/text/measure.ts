import type { Type } from '../fonts/type.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { typeset } from './typeset.ts';

const probed = 100;
const most = 5_000;
const known = new Map<string, number>();

/** How wide texts are on one line each, in ems, measured as they will be drawn. Titles share words: each is measured once. */
export async function measureWidths(texts: readonly string[], style: Style, type: Type): Promise<number[]> {
  const set = JSON.stringify([style, type.fonts.map(({ name }) => name)]);
  if (known.size > most) known.clear();
  const fresh = [...new Set(texts)].filter((text) => !known.has(set + text));
  if (fresh.length > 0) await probe(fresh, style, type, (text, width) => known.set(set + text, width));
  return texts.map((text) => known.get(set + text) ?? 0);
}

async function probe(
  texts: readonly string[],
  style: Style,
  type: Type,
  tell: (text: string, width: number) => void,
): Promise<void> {
  const lines = texts.map((text) => h('div', { ...style, whiteSpace: 'nowrap' }, text));
  await typeset(stack(lines), { width: 100_000, height: 10 }, type, ({ textContent, width }) => {
    if (textContent !== undefined) tell(textContent, width / probed);
  });
}

function stack(lines: readonly Element[]): Element {
  return h('div', { flexDirection: 'column', alignItems: 'flex-start', fontSize: probed }, lines);
}

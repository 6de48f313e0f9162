import type { Type } from './fonts/type.ts';
import { type Element, h, type Style } from './templates/element.ts';
import { typeset } from './typeset.ts';

const probed = 100;

/** How wide texts are on one line each, in ems, measured as they will be drawn. */
export async function measureWidths(texts: readonly string[], style: Style, type: Type): Promise<number[]> {
  const widths = new Map<string, number>();
  const lines = [...new Set(texts)].map((text) => h('div', { ...style, whiteSpace: 'nowrap' }, text));
  await typeset(stack(lines), { width: 100_000, height: 10 }, type, ({ textContent, width }) => {
    if (textContent !== undefined) widths.set(textContent, width / probed);
  });
  return texts.map((text) => widths.get(text) ?? 0);
}

function stack(lines: readonly Element[]): Element {
  return h('div', { flexDirection: 'column', alignItems: 'flex-start', fontSize: probed }, lines);
}

import { describeFound, didYouMean } from '../../../shared/messages.ts';
import type { PageStyle } from '../page-tree.ts';
import { FIT_PROPERTIES, INSTEAD, PICTURE_PROPERTIES, PROPERTIES } from './properties.ts';
import type { Report } from './tags.ts';

/** What is styled: some of it takes fewer properties, and must have its width and height in pixels. */
export type Styled = 'box' | 'fit' | 'picture';

const ALLOWED: Readonly<Record<Styled, ReadonlySet<string>>> = {
  box: new Set(PROPERTIES.keys()),
  fit: FIT_PROPERTIES,
  picture: PICTURE_PROPERTIES,
};

const NAMES: Readonly<Record<Styled, string>> = {
  box: 'a <div>',
  fit: 'an element with data-fit',
  picture: 'an <img>',
};

/** Declarations as satori takes them; `offset` is that of the text in the page. */
export function readStyle(text: string, offset: number, styled: Styled, tell: Report): PageStyle {
  const style: Record<string, string | number> = {};
  let at = offset;
  for (const declaration of text.split(';')) {
    const start = at + (declaration.length - declaration.trimStart().length);
    at += declaration.length + 1;
    if (declaration.trim() === '') continue;
    const read = readDeclaration(declaration.trim(), start, styled, tell);
    if (read !== undefined) style[toCamelCase(read.name)] = read.value;
  }
  if (styled !== 'box') demandSize(style, offset, styled, tell);
  return style;
}

function readDeclaration(text: string, at: number, styled: Styled, tell: Report) {
  const colon = text.indexOf(':');
  if (colon < 0) {
    tell(at, `expected a declaration like "color: #ffffff", found ${describeFound(text)}`);
    return undefined;
  }
  const name = text.slice(0, colon).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  const form = PROPERTIES.get(name);
  if (form === undefined || !ALLOWED[styled].has(name)) {
    const known = [...ALLOWED[styled]];
    const hint = INSTEAD[name] ?? didYouMean(name, known) ?? `There are ${known.join(', ')}.`;
    tell(at, `expected a property that ${NAMES[styled]} has, found ${describeFound(name)}`, hint);
    return undefined;
  }
  const read = form.read(value);
  if (read !== undefined) return { name, value: read };
  tell(at, `${name}: expected ${form.words}, found ${describeFound(value)}`);
  return undefined;
}

function demandSize(style: PageStyle, at: number, styled: Styled, tell: Report): void {
  for (const side of ['width', 'height'])
    if (!(Number(style[side]) >= 16))
      tell(at, `expected ${side} of 16px or more in the style of ${NAMES[styled]}`, 'Its box must be known.');
}

const toCamelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

import { describeFound, didYouMean } from '../../../shared/messages.ts';
import type { PageStyle } from '../page-tree.ts';
import { FIT_PROPERTIES, INSTEAD, PICTURE_PROPERTIES, PROPERTIES } from './properties.ts';
import type { ReportFault } from './tokens.ts';

/** What is styled. All but a box allow fewer properties and need width and height in pixels. */
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

/** Parses declarations into satori's form; `offset` is the place of the text in the page. */
export function parseStyle(text: string, offset: number, styled: Styled, report: ReportFault): PageStyle {
  const style: Record<string, string | number> = {};
  let at = offset;
  for (const declaration of text.split(';')) {
    const start = at + (declaration.length - declaration.trimStart().length);
    at += declaration.length + 1;
    if (declaration.trim() === '') continue;
    const read = parseDeclaration(declaration.trim(), start, styled, report);
    if (read !== undefined) style[toCamelCase(read.name)] = read.value;
  }
  if (styled !== 'box') checkSize(style, offset, styled, report);
  return style;
}

function parseDeclaration(text: string, at: number, styled: Styled, report: ReportFault) {
  const colon = text.indexOf(':');
  if (colon < 0) {
    report(at, `expected a declaration like "color: #ffffff", found ${describeFound(text)}`);
    return undefined;
  }
  const name = text.slice(0, colon).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  const form = PROPERTIES.get(name);
  if (form === undefined || !ALLOWED[styled].has(name)) {
    const known = [...ALLOWED[styled]];
    const hint = INSTEAD[name] ?? didYouMean(name, known) ?? `There are ${known.join(', ')}.`;
    report(at, `expected a property of ${NAMES[styled]}, found ${describeFound(name)}`, hint);
    return undefined;
  }
  const read = form.parse(value);
  if (read !== undefined) return { name, value: read };
  report(at, `${name}: expected ${form.expected}, found ${describeFound(value)}`);
  return undefined;
}

function checkSize(style: PageStyle, at: number, styled: Styled, report: ReportFault): void {
  for (const side of ['width', 'height'])
    if (!(Number(style[side]) >= 16))
      report(
        at,
        `expected ${side} of 16px or more in the style of ${NAMES[styled]}`,
        'The size of its box must be known.',
      );
}

const toCamelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

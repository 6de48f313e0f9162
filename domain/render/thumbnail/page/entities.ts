import { describeFound } from '../../../shared/messages.ts';
import { showSigns } from './marks.ts';
import type { Report } from './tags.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** A text as it is read: white space is one space, entities and the signs of values are themselves. */
export function readText(written: string, at: number, tell: Report): string {
  const plain = written.replace(/[ \t\r\n\f]+/g, ' ').trim();
  const open = written.search(/&(?!(?:amp|lt|gt|quot|apos|nbsp);)/);
  if (open >= 0) {
    const found = /^&[^\s;&]{0,12};?/.exec(written.slice(open, open + 20))?.[0];
    tell(
      at + open,
      `expected one of ${Object.keys(ENTITIES)
        .map((name) => `&${name};`)
        .join(' ')}, found ${describeFound(found)}`,
      'Write &amp; for "&", and any other character as it is.',
    );
  }
  return showSigns(plain.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole));
}

import { describeFound } from '../../../shared/messages.ts';
import { unescapeSigns } from './marks.ts';
import type { ReportFault } from './tokens.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** A text as the reader sees it: white space collapsed, entities and escaped characters decoded. */
export function parseText(written: string, at: number, report: ReportFault): string {
  const plain = written.replace(/[ \t\r\n\f]+/g, ' ').trim();
  const open = written.search(/&(?!(?:amp|lt|gt|quot|apos|nbsp);)/);
  if (open >= 0) {
    const found = /^&[^\s;&]{0,12};?/.exec(written.slice(open, open + 20))?.[0];
    report(
      at + open,
      `expected one of ${Object.keys(ENTITIES)
        .map((name) => `&${name};`)
        .join(' ')}, found ${describeFound(found)}`,
      'Write &amp; for "&", and any other character as it is.',
    );
  }
  return unescapeSigns(plain.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole));
}

import { htmlText } from './html.ts';
import { printable } from './printable.ts';

/** A title in a feed, inside CDATA, which no text may end. A reader may take it as text or as HTML: in neither is it markup. */
export const feedTitle = (text: string): string =>
  printable(text).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text of several lines in a feed, as HTML in which nothing of it is markup. */
export const feedHtml = (text: string): string =>
  text
    .split(/\r\n|[\r\n]/)
    .map(htmlText)
    .join('<br>\n');

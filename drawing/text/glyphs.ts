import { type Page, walkPage } from '../../domain/render/thumbnail/page-tree.ts';
import { ThumbnailError } from '../errors.ts';
import { describeMissing } from '../fonts/missing.ts';
import type { Type } from '../fonts/type.ts';
import type { DrawnPicture } from '../templates/template.ts';

/** Refuses a picture with characters that nothing can draw: where they stand, which they are, and what to write instead. */
export function assertShown(picture: DrawnPicture, { missing }: Type): void {
  if (missing.length === 0) return;
  const faults = listTexts(picture).flatMap(({ text, name, cure }) => {
    const absent = missing.filter((cluster) => text.includes(cluster));
    return absent.length > 0 ? [`${describeMissing(absent)} of ${name}: ${cure}`] : [];
  });
  throw new ThumbnailError('glyphs', faults.join('; '));
}

function listTexts(picture: DrawnPicture) {
  const initials = picture.faces.map(({ initials: text }) => ({
    text,
    name: `the initials "${text}"`,
    cure: 'give that guest an avatar',
  }));
  return [...(picture.page === undefined ? listWords(picture) : listPageTexts(picture.page)), ...initials];
}

function listPageTexts(page: Page) {
  return [...walkPage(page)].flatMap((node) => {
    if (!('text' in node)) return [];
    const name = `"${node.text}" (${page.file}:${node.line}:${node.column})`;
    return [{ text: node.text, name, cure: 'change what it is printed from' }];
  });
}

function listWords({ title, show }: DrawnPicture) {
  return [
    {
      text: title,
      name: 'the title',
      cure: 'give thumbnail.title without it, or a picture as thumbnail.file',
    },
    { text: show, name: `the name "${show}"`, cure: 'change that name, or give a picture as thumbnail.file' },
  ];
}

import { facesOf, type Page, walkPage } from '../../domain/render/thumbnail/page-tree.ts';
import { ThumbnailError } from '../errors.ts';
import { describeMissing } from '../fonts/describe-missing.ts';
import type { DrawnPicture } from '../templates/template.ts';

/** Throws for characters that cannot be drawn: names them, where they are, and what to write instead. */
export function assertGlyphs(picture: DrawnPicture, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const faults = listTexts(picture).flatMap(({ text, name, advice }) => {
    const absent = missing.filter((cluster) => text.includes(cluster));
    return absent.length > 0 ? [`${describeMissing(absent)} of ${name}: ${advice}`] : [];
  });
  throw new ThumbnailError('glyphs', faults.join('; '));
}

function listTexts(picture: DrawnPicture) {
  const faces = picture.page === undefined ? picture.faces : facesOf(picture.page);
  const initials = faces.map(({ initials: text }) => ({
    text,
    name: `the initials "${text}"`,
    advice: 'give that guest an avatar',
  }));
  return [...(picture.page === undefined ? listWords(picture) : listPageTexts(picture.page)), ...initials];
}

function listPageTexts(page: Page) {
  return [...walkPage(page)].flatMap((node) => {
    if (!('text' in node)) return [];
    const name = `"${node.text}" (${page.file}:${node.line}:${node.column})`;
    return [{ text: node.text, name, advice: 'change the content that it is printed from' }];
  });
}

function listWords({ title, show }: DrawnPicture) {
  return [
    {
      text: title,
      name: 'the title',
      advice: 'set thumbnail.title to a text without it, or thumbnail.file to a finished picture',
    },
    {
      text: show,
      name: `the name "${show}"`,
      advice: 'change that name, or set thumbnail.file to a finished picture',
    },
  ];
}

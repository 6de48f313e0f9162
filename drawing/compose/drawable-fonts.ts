import { facesOf, textsOf } from '../../domain/render/thumbnail/page-tree.ts';
import { chooseFonts, type FontSet } from '../fonts/font-set.ts';
import { scaleOf } from '../templates/scale.ts';
import type { DrawnPicture } from '../templates/template.ts';
import { assertGlyphs } from '../text/assert-glyphs.ts';
import { findSplitEmoji } from '../text/split-emoji.ts';
import { normalisePicture } from './normalise.ts';

/** The fonts for all texts of a normalised picture. @throws ThumbnailError `glyphs` for characters that cannot be drawn */
export async function chooseDrawableFonts(picture: DrawnPicture): Promise<FontSet> {
  const { title, show, faces, page, language, size } = picture;
  const shown = page === undefined ? [title, show] : textsOf(page);
  const drawn = page === undefined ? faces : facesOf(page);
  const fontSet = await chooseFonts(
    [...shown, ...drawn.map(({ initials }) => initials)],
    language,
    scaleOf(size),
  );
  assertGlyphs(picture, [...fontSet.missing, ...(await findSplitEmoji(fontSet))]);
  return fontSet;
}

/** The same check without drawing. @throws ThumbnailError `glyphs` */
export async function assertTexts(picture: DrawnPicture): Promise<void> {
  await chooseDrawableFonts(normalisePicture(picture));
}

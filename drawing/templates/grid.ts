import type { Box } from './box.ts';
import type { DrawnPicture, TemplatePlaces, TitleBox } from './template.ts';

export const margin = 56;

const gap = 20;
const right = 1280 - margin;

/** Boxes for faces on the right: one large, two side by side, or a grid whose last tile may count the rest. */
export function faceGrid(count: number): readonly Box[] {
  if (count === 0) return [];
  if (count === 1) return [{ x: right - 520, y: 56, width: 520, height: 608 }];
  const width = count === 2 ? 300 : 294;
  const columns = [right - 2 * width - gap, right - width];
  if (count === 2) return columns.map((x) => ({ x, y: 110, width, height: 500 }));
  const middle = [right - 1.5 * width - gap / 2];
  const rows = [columns, count === 3 ? middle : columns];
  return rows.flatMap((row, index) =>
    row.map((x) => ({ x, y: 56 + index * (width + gap), width, height: width })),
  );
}

/** Whether the row of badges has any; if not, the title uses it. */
export function hasBadges({ show, number, badge }: DrawnPicture): boolean {
  if (badge === 'none') return false;
  return badge === 'live' || number !== undefined || (badge === undefined && show !== '');
}

/** A picture without faces: the title over the whole width, badges below it, a logo above. */
export function placeTitleOnly(picture: DrawnPicture): TemplatePlaces {
  const y = picture.logo ? 124 : 44;
  return {
    title: { x: margin, y, width: 1280 - 2 * margin, height: 536 - y, largest: 200 },
    faces: [],
    badges: { x: margin, y: 608, width: 940 - margin, height: 60 },
    logo: { x: margin, y: 36, width: 260, height: 68 },
  };
}

/** The title's box, shorter when a logo is below it. */
export function aboveLogo({ logo }: DrawnPicture, title: TitleBox, place: Box): TitleBox {
  return logo ? { ...title, height: Math.min(title.height, place.y - 16 - title.y) } : title;
}

import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import type { FittedText } from '../text/fit.ts';
import type { Box } from './box.ts';
import type { Element } from './element.ts';
import type { Tile } from './tiles.ts';

export type DrawnPicture = Extract<Picture, { kind: 'drawn' }>;

export const canvas: Box = { x: 0, y: 0, width: 1280, height: 720 };

/** Where the title may stand, and the largest size of its letters in pixels: 110 when left out. */
export type TitleBox = Box & { readonly largest?: number };

/**
 * Where everything stands: the title, one box for each tile (too many faces end in a "+n" tile), the row of badges, and the logo where
 * the picture has one.
 */
export type TemplatePlaces = {
  readonly title: TitleBox;
  readonly faces: readonly Box[];
  readonly badges: Box;
  readonly logo: Box;
};

/** A picture whose places are filled: the title has its lines and their size, each tile its face. */
export type Scene = {
  readonly picture: DrawnPicture;
  readonly places: TemplatePlaces;
  readonly title: FittedText;
  readonly tiles: readonly Tile[];
};

export type Point = readonly [x: number, y: number];

/** A colour, or colours that run into each other along a line. */
export type Fill = string | { readonly colours: readonly string[]; readonly from: Point; readonly to: Point };

/** A polygon or a disc; `opacity` 0 to 1 makes its fill translucent. */
export type Shape = { readonly fill: Fill; readonly opacity?: number } & (
  | { readonly points: readonly Point[] }
  | { readonly centre: Point; readonly radius: number }
);

/** A template is pure: the drawing process fits the title and bakes the pictures between `place` and the rest. */
export type ThumbnailTemplate = {
  place(picture: DrawnPicture): TemplatePlaces;
  /** What lies on the ground (the picture's background, which is drawn for every template) and below faces and text. */
  backdrop(scene: Scene): readonly Shape[];
  /** All text, above backdrop and avatars. */
  compose(scene: Scene): Element;
};

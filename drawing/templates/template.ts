import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import type { FittedText } from '../text/fit.ts';
import type { Box } from './box.ts';
import type { Element } from './element.ts';
import type { Tile } from './tiles.ts';

export type DrawnPicture = Extract<Picture, { kind: 'drawn' }>;

export const canvas: Box = { x: 0, y: 0, width: 1280, height: 720 };

/** The box of the title, and its largest font size in pixels; default 110. */
export type TitleBox = Box & { readonly largest?: number };

/** The boxes of the title, of each tile (too many faces end in a "+n" tile), of the row of badges, and of the logo, if there is one. */
export type TemplatePlaces = {
  readonly title: TitleBox;
  readonly faces: readonly Box[];
  readonly badges: Box;
  readonly logo: Box;
};

/** A picture with its fitted title and its faces in their tiles. */
export type Scene = {
  readonly picture: DrawnPicture;
  readonly places: TemplatePlaces;
  readonly title: FittedText;
  readonly tiles: readonly Tile[];
  /** The show's name where it has no room on its badge in the usual letters. */
  readonly show?: FittedText | undefined;
};

export type Point = readonly [x: number, y: number];

/** A colour, or a gradient along a line. */
export type Fill = string | { readonly colours: readonly string[]; readonly from: Point; readonly to: Point };

/** A polygon or a disc; `opacity` 0 to 1 makes its fill translucent. */
export type Shape = { readonly fill: Fill; readonly opacity?: number } & (
  | { readonly points: readonly Point[] }
  | { readonly centre: Point; readonly radius: number }
);

/** A template is pure. Between `place` and the other two the drawing process fits the title and bakes the pictures. */
export type ThumbnailTemplate = {
  place(picture: DrawnPicture): TemplatePlaces;
  /** Shapes between the background, which is drawn for every template, and faces and text. */
  backdrop(scene: Scene): readonly Shape[];
  /** All text, above shapes and avatars. */
  compose(scene: Scene): Element;
};

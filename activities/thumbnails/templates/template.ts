import type { Picture } from '../../../domain/picture/picture.ts';
import type { FittedText } from '../fit.ts';
import type { Element } from './element.ts';
import type { Tile } from './tiles.ts';

export type DrawnPicture = Extract<Picture, { kind: 'drawn' }>;

/** Pixels on a canvas of 1280x720, from its top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const canvas: Box = { x: 0, y: 0, width: 1280, height: 720 };

/** YouTube lays the duration over this corner: no text may reach into it. */
export const durationCorner: Box = { x: 960, y: 550, width: 320, height: 170 };

/** Where the title may stand, and the largest size of its letters in pixels: 110 when left out. */
export type TitleBox = Box & { readonly largest?: number };

/** Where the title may stand, and one box for each tile: too many faces end in a "+n" tile. */
export type Places = { readonly title: TitleBox; readonly faces: readonly Box[] };

/** A picture whose places are filled: the title has its lines and their size, each tile its face. */
export type Scene = {
  readonly picture: DrawnPicture;
  readonly places: Places;
  readonly title: FittedText;
  readonly tiles: readonly Tile[];
};

/** A template is pure: the drawing process fits the title and bakes the avatars between `place` and the rest. */
export type Template = {
  place(picture: DrawnPicture): Places;
  /** SVG shapes behind everything: satori draws gradients through patterns, twice as slow. */
  backdrop(scene: Scene): string;
  /** All text, above backdrop and avatars. */
  compose(scene: Scene): Element;
};

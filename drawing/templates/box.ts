/** Pixels on a canvas of 1280x720, from its top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** YouTube shows the duration over this corner: no text may be in it. */
export const durationCorner: Box = { x: 960, y: 550, width: 320, height: 170 };

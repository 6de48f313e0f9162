/** The colour that darkens a background picture, and its share: enough to make white text readable on a white picture. */
export const photoShade = '#0c1220';
export const photoShare = 0.62;

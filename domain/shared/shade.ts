/** What a background picture is darkened with, and by which share: so far that white can be read even where it is white. */
export const photoShade = '#0c1220';
export const photoShare = 0.62;

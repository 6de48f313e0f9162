import type { DrawnPicture } from './templates/template.ts';

const longest = 400;
const fallback = '#1c2541';

/** One form of each text (fonts hold composed characters only), and colours that are nothing but colours. */
export function normalisePicture(picture: DrawnPicture): DrawnPicture {
  const background = picture.background.filter(isColour);
  return {
    ...picture,
    title: normaliseText(picture.title),
    show: normaliseText(picture.show),
    background: background.length > 0 ? background : [fallback],
    accent: isColour(picture.accent) ? picture.accent : '#5bc0be',
    faces: picture.faces.map((face) => ({ ...face, initials: normaliseText(face.initials) })),
  };
}

// 400 characters are more than the smallest letters can show; measuring more would only take time.
function normaliseText(text: string): string {
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return [...plain].slice(0, longest).join('');
}

function isColour(colour: string): boolean {
  return /^#[\da-f]{6}$/i.test(colour);
}

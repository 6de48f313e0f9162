import type { Face } from '../../domain/render/thumbnail/face.ts';
import type { Page, PageNode } from '../../domain/render/thumbnail/page-tree.ts';
import { isEmoji } from '../fonts/emoji.ts';
import type { DrawnPicture } from '../templates/template.ts';
import { segmentGraphemes } from '../text/segment.ts';

const maxLength = 400;
const fallback = '#1c2541';

/** Normalises texts, since fonts have only composed characters, and drops colours that are not hex colours. */
export function normalisePicture(picture: DrawnPicture): DrawnPicture {
  const { text, ...rest } = picture;
  const background = picture.background.filter(isColour);
  return {
    ...rest,
    ...(text !== undefined && isColour(text) ? { text } : {}),
    title: normaliseText(picture.title),
    show: normaliseText(picture.show),
    background: background.length > 0 ? background : [fallback],
    accent: isColour(picture.accent) ? picture.accent : '#5bc0be',
    ...(picture.page && { page: normalisePage(picture.page) }),
    faces: picture.faces.map(normaliseFace),
  };
}

const normaliseFace = (face: Face): Face => ({ ...face, initials: normaliseText(face.initials) });

function normalisePage(page: Page): Page {
  return { ...page, children: page.children.map(normaliseNode) };
}

function normaliseNode(node: PageNode): PageNode {
  if ('text' in node) return { ...node, text: normaliseText(node.text) };
  if (node.kind === 'face') return { ...node, face: normaliseFace(node.face) };
  return node.kind === 'box' ? { ...node, children: node.children.map(normaliseNode) } : node;
}

// Invisible characters are removed, except those that join letters or emoji, set a direction, or spell a flag. No-break spaces stay.
const invisible =
  /(?!\u200c|\u200d|\u200e|\u200f|\u061c|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
const spaces = /(?:(?![\u00a0\u202f\ufeff])\s|\p{Cc})+/gu;

// A joiner or a direction mark between spaces has no effect, and HarfBuzz returns nothing for it alone.
const alone = /(?<!\S)\p{Cf}+(?!\S)/gu;

// More than 400 characters cannot be shown in the smallest letters.
function normaliseText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(spaces, ' ')
    .replace(alone, '')
    .replace(spaces, ' ')
    .replaceAll('\u202f', '\u00a0');
  const clusters = segmentGraphemes(plain.trim()).slice(0, maxLength);
  return clusters
    .map((cluster) => (isEmoji(cluster) ? cluster : cluster.replace(/\ufe0e|\ufe0f/g, '')))
    .join('');
}

function isColour(colour: string): boolean {
  return /^#[\da-f]{6}$/i.test(colour);
}

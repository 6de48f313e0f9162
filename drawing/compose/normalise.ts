import type { Face } from '../../domain/render/thumbnail/face.ts';
import type { Page, PageNode } from '../../domain/render/thumbnail/page-tree.ts';
import { isEmoji } from '../fonts/emoji.ts';
import type { DrawnPicture } from '../templates/template.ts';
import { segmentGraphemes } from '../text/segment.ts';

const longest = 400;
const fallback = '#1c2541';

/** One form of each text (fonts hold composed characters only), and colours that are nothing but colours. */
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

// What nobody sees goes, except what joins letters or emoji, tells their side, or spells a flag. A space that must not break stays.
const unseen =
  /(?!\u200c|\u200d|\u200e|\u200f|\u061c|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
const spaces = /(?:(?![\u00a0\u202f\ufeff])\s|\p{Cc})+/gu;

// A joiner or a side between spaces joins nothing, and HarfBuzz answers nothing when it has nothing else.
const alone = /(?<!\S)\p{Cf}+(?!\S)/gu;

// 400 characters are more than the smallest letters can show; measuring more would only take time.
function normaliseText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(spaces, ' ')
    .replace(alone, '')
    .replace(spaces, ' ')
    .replaceAll('\u202f', '\u00a0');
  const clusters = segmentGraphemes(plain.trim()).slice(0, longest);
  return clusters
    .map((cluster) => (isEmoji(cluster) ? cluster : cluster.replace(/\ufe0e|\ufe0f/g, '')))
    .join('');
}

function isColour(colour: string): boolean {
  return /^#[\da-f]{6}$/i.test(colour);
}

import type { Position } from '../../../shared/key-path.ts';
import { describeFound } from '../../../shared/messages.ts';
import type { PageNode, PageStyle } from '../page-tree.ts';
import { showSigns } from './marks.ts';
import type { PagePictures } from './pictures.ts';
import { readStyle, type Styled } from './style.ts';
import type { Attribute, Report, Token } from './tags.ts';

type Tag = Extract<Token, { kind: 'open' }>;

/** An element by its tag; what it must not have is told and left out. */
export function readElement(tag: Tag, spot: Position, pictures: PagePictures, tell: Report): PageNode {
  if (!ATTRIBUTES[tag.name]) tellElement(tag, tell);
  const known = ATTRIBUTES[tag.name] ?? [];
  for (const attribute of tag.attributes) checkAttribute(tag, attribute, known, tell);
  if (tag.closed && tag.name !== 'img')
    tell(tag.at, `expected <${tag.name}></${tag.name}>, found <${tag.name}/>`, 'Only <img> closes itself.');
  if (tag.name === 'img') return readImage(tag, spot, pictures, tell);
  const fits = tag.attributes.some(({ name }) => name === 'data-fit');
  const style = styleOf(tag, fits ? 'fit' : 'box', tell);
  return fits ? { kind: 'fit', style, text: '', ...spot } : { kind: 'box', style, children: [], ...spot };
}

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.assign(Object.create(null), {
  div: ['style', 'data-fit'],
  span: ['style', 'data-fit'],
  img: ['src', 'style'],
});

function tellElement({ name, at }: Tag, tell: Report): void {
  tell(
    at,
    `expected <div>, <span> or <img>, found ${describeFound(`<${name}>`)}`,
    'A template has no code and no data of its own.',
  );
}

function checkAttribute(
  tag: Tag,
  { name, value, at }: Attribute,
  known: readonly string[],
  tell: Report,
): void {
  const isFirst = tag.attributes.find((other) => other.name === name)?.at === at;
  if (!isFirst) tell(at, `expected ${name} once in a tag, found it again`);
  if (known.length > 0 && !known.includes(name))
    tell(at, `expected ${known.join(' or ')} in <${tag.name}>, found ${describeFound(name)}`, HINTS[name]);
  else if (value === undefined && name !== 'data-fit') tell(at, `expected ${name}="...", found no value`);
}

const HINTS: Readonly<Record<string, string>> = {
  class: 'There are no style sheets: write style="...".',
  id: 'There are no style sheets: write style="...".',
};

const find = (tag: Tag, wanted: string): Attribute | undefined =>
  tag.attributes.find(({ name }) => name === wanted);

function styleOf(tag: Tag, styled: Styled, tell: Report): PageStyle {
  const style = find(tag, 'style');
  return readStyle(style?.value ?? '', style?.valueAt ?? tag.at, styled, tell);
}

/** A picture that is not there is told: nobody wants a hole. */
function readImage(tag: Tag, spot: Position, { faces, logo }: PagePictures, tell: Report): PageNode {
  const style = styleOf(tag, 'picture', tell);
  const src = find(tag, 'src');
  const at = src?.valueAt ?? tag.at;
  const name = showSigns(src?.value ?? '').trim();
  const number = /^face:(\d{1,4})$/.exec(name)?.[1];
  const face = number === undefined ? undefined : faces[Number(number)];
  if (face !== undefined) return { kind: 'face', style, face, ...spot };
  if (name === 'logo' && logo !== undefined) return { kind: 'logo', style, file: logo, ...spot };
  if (number !== undefined)
    tell(at, `expected the face of one of ${faces.length} guests, found ${describeFound(name)}`, LOOP);
  else if (name === 'logo')
    tell(at, 'expected a logo, found none', 'Write {% if logo %} before it and {% endif %} behind it.');
  else
    tell(
      at,
      `expected src="face:0" or src="logo", found ${describeFound(name)}`,
      'Pictures of other places are never shown.',
    );
  return { kind: 'text', text: '', ...spot };
}

const LOOP = 'The first is face:0. Write {% for guest in guests %} around it, and src="{{ guest.face }}".';

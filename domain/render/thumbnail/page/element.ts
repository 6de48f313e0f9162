import type { FileRef } from '../../../content/catalog/pictures.ts';
import type { Position } from '../../../shared/key-path.ts';
import { describeFound } from '../../../shared/messages.ts';
import type { Face } from '../face.ts';
import type { PageNode, PageStyle } from '../page-tree.ts';
import { unescapeSigns } from './marks.ts';
import { parseStyle, type Styled } from './style.ts';
import type { Attribute, ReportFault, Token } from './tokens.ts';

/** What an `<img>` can show: `face:0` is the first guest's face, `logo` the logo. */
export type PagePictures = { readonly faces: readonly Face[]; readonly logo?: FileRef };

type Tag = Extract<Token, { kind: 'open' }>;

/** An element from its tag; reports and ignores what is not allowed. */
export function parseElement(
  tag: Tag,
  spot: Position,
  pictures: PagePictures,
  report: ReportFault,
): PageNode {
  if (!ATTRIBUTES[tag.name]) reportElement(tag, report);
  const known = ATTRIBUTES[tag.name] ?? [];
  for (const attribute of tag.attributes) checkAttribute(tag, attribute, known, report);
  if (tag.closed && tag.name !== 'img')
    report(tag.at, `expected <${tag.name}></${tag.name}>, found <${tag.name}/>`, 'Only <img> closes itself.');
  if (tag.name === 'img') return parseImage(tag, spot, pictures, report);
  const fits = tag.attributes.some(({ name }) => name === 'data-fit');
  const style = styleOf(tag, fits ? 'fit' : 'box', report);
  return fits ? { kind: 'fit', style, text: '', ...spot } : { kind: 'box', style, children: [], ...spot };
}

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.assign(Object.create(null), {
  div: ['style', 'data-fit'],
  span: ['style', 'data-fit'],
  img: ['src', 'style'],
});

function reportElement({ name, at }: Tag, report: ReportFault): void {
  report(
    at,
    `expected <div>, <span> or <img>, found ${describeFound(`<${name}>`)}`,
    'A template contains no code and no data.',
  );
}

function checkAttribute(
  tag: Tag,
  { name, value, at }: Attribute,
  known: readonly string[],
  report: ReportFault,
): void {
  const isFirst = tag.attributes.find((other) => other.name === name)?.at === at;
  if (!isFirst) report(at, `expected ${name} once in a tag, found it again`);
  if (known.length > 0 && !known.includes(name))
    report(at, `expected ${known.join(' or ')} in <${tag.name}>, found ${describeFound(name)}`, HINTS[name]);
  else if (value === undefined && name !== 'data-fit') report(at, `expected ${name}="...", found no value`);
}

const HINTS: Readonly<Record<string, string>> = {
  class: 'There are no style sheets: write style="...".',
  id: 'There are no style sheets: write style="...".',
};

const find = (tag: Tag, wanted: string): Attribute | undefined =>
  tag.attributes.find(({ name }) => name === wanted);

function styleOf(tag: Tag, styled: Styled, report: ReportFault): PageStyle {
  const style = find(tag, 'style');
  return parseStyle(style?.value ?? '', style?.valueAt ?? tag.at, styled, report);
}

/** Reports a picture that does not exist, instead of leaving a gap. */
function parseImage(tag: Tag, spot: Position, { faces, logo }: PagePictures, report: ReportFault): PageNode {
  const style = styleOf(tag, 'picture', report);
  const src = find(tag, 'src');
  const at = src?.valueAt ?? tag.at;
  const name = unescapeSigns(src?.value ?? '').trim();
  const number = /^face:(\d{1,4})$/.exec(name)?.[1];
  const face = number === undefined ? undefined : faces[Number(number)];
  if (face !== undefined) return { kind: 'face', style, face, ...spot };
  if (name === 'logo' && logo !== undefined) return { kind: 'logo', style, file: logo, ...spot };
  if (number !== undefined)
    report(at, `expected the face of one of ${faces.length} guests, found ${describeFound(name)}`, LOOP);
  else if (name === 'logo')
    report(at, 'expected a logo, found none', 'Write {% if logo %} before it and {% endif %} after it.');
  else
    report(
      at,
      `expected src="face:0" or src="logo", found ${describeFound(name)}`,
      'Pictures from other places are never shown.',
    );
  return { kind: 'text', text: '', ...spot };
}

const LOOP = 'The first is face:0. Write {% for guest in guests %} around it, and src="{{ guest.face }}".';

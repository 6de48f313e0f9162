/** The values of a property: `parse` gives satori's value, or undefined for any other text. */
export type PropertyForm = {
  readonly expected: string;
  readonly parse: (value: string) => string | number | undefined;
};

const SIDE = 1280;

const pixels = (from: number, to: number): PropertyForm => ({
  expected: `pixels from ${from}px to ${to}px`,
  parse: (value) => within(/^(-?\d+(?:\.\d+)?)px$|^0$/, value, from, to),
});

const plain = (from: number, to: number): PropertyForm => ({
  expected: `a number from ${from} to ${to}`,
  parse: (value) => within(/^(\d+(?:\.\d+)?)$/, value, from, to),
});

function within(form: RegExp, value: string, from: number, to: number): number | undefined {
  const found = form.exec(value);
  const number = Number(found?.[1] ?? 0);
  return found !== null && number >= from && number <= to ? number : undefined;
}

const oneOf = (...words: readonly string[]): PropertyForm => ({
  expected: words.length === 1 ? `"${words[0]}"` : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  parse: (value) => (words.includes(value) ? value : undefined),
});

const percent: PropertyForm = {
  expected: 'a share from 0% to 100%',
  parse: (value) => (within(/^(\d+(?:\.\d+)?)%$/, value, 0, 100) === undefined ? undefined : value),
};

const either = (one: PropertyForm, other: PropertyForm): PropertyForm => ({
  expected: `${one.expected}, or ${other.expected}`,
  parse: (value) => one.parse(value) ?? other.parse(value),
});

const colour: PropertyForm = {
  expected: 'a colour: #rrggbb, or #rrggbbaa that shows through',
  parse: (value) => (/^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.test(value) ? value : undefined),
};

const gradient: PropertyForm = {
  expected: 'linear-gradient(135deg, #rrggbb, #rrggbb) of two to six colours',
  parse: (value) => {
    const [, angle, list = ''] = /^linear-gradient\(\s*(\d{1,3})deg\s*,([^()]*)\)$/.exec(value) ?? [];
    const stops = list.split(',').map((stop) => stop.trim());
    const fits = angle !== undefined && Number(angle) <= 360 && stops.length >= 2 && stops.length <= 6;
    return fits && stops.every((stop) => colour.parse(stop)) ? value : undefined;
  },
};

const border: PropertyForm = {
  expected: 'a border: 4px solid #rrggbb',
  parse: (value) => {
    const [width = '', style, paint = '', ...more] = value.split(/\s+/);
    const fits = pixels(0, 100).parse(width) !== undefined && style === 'solid' && more.length === 0;
    return fits && colour.parse(paint) ? value : undefined;
  },
};

const inside = pixels(0, SIDE);
const length = either(inside, percent);

/** One to four sides; satori parses the text itself. */
const sides: PropertyForm = {
  expected: `one to four times ${inside.expected}`,
  parse: (value) => {
    const parts = value.split(/\s+/);
    return parts.length <= 4 && parts.every((part) => inside.parse(part) !== undefined) ? value : undefined;
  },
};

const aligned = oneOf('flex-start', 'center', 'flex-end', 'stretch');
const eachSide = (name: string, form: PropertyForm): (readonly [string, PropertyForm])[] =>
  ['top', 'right', 'bottom', 'left'].map((side) => [`${name}-${side}`, form]);

/** What satori supports and resvg draws without a layer: layers (opacity, clips, filters) outside the canvas crash the process. */
export const PROPERTIES: ReadonlyMap<string, PropertyForm> = new Map([
  ['display', oneOf('flex')],
  ['position', oneOf('absolute', 'relative')],
  ...['left', 'top', 'right', 'bottom', 'width', 'height'].map((name) => [name, length] as const),
  ...['min-width', 'min-height', 'max-width', 'max-height'].map((name) => [name, length] as const),
  ['flex-direction', oneOf('row', 'column', 'row-reverse', 'column-reverse')],
  ['flex-wrap', oneOf('nowrap', 'wrap')],
  ['flex-grow', plain(0, 100)],
  ['flex-shrink', plain(0, 100)],
  ['justify-content', oneOf('flex-start', 'center', 'flex-end', 'space-between', 'space-around')],
  ['align-items', aligned],
  ['align-self', aligned],
  ['gap', inside],
  ['margin', sides],
  ...eachSide('margin', inside),
  ['padding', sides],
  ...eachSide('padding', inside),
  ['background-color', colour],
  ['background-image', gradient],
  ['border', border],
  ...eachSide('border', border),
  ['border-radius', either(inside, percent)],
  ['color', colour],
  ['font-size', pixels(8, 400)],
  ['line-height', plain(0.8, 3)],
  ['letter-spacing', pixels(-20, 60)],
  ['text-align', oneOf('left', 'center', 'right')],
  ['text-transform', oneOf('none', 'uppercase', 'lowercase')],
]);

const PLACED = ['position', 'left', 'top', 'right', 'bottom', 'align-self', 'flex-shrink', 'width', 'height'];
const MARGINS = ['margin', ...eachSide('margin', inside).map(([name]) => name)];

/** Allowed for a face or a logo. */
export const PICTURE_PROPERTIES: ReadonlySet<string> = new Set([...PLACED, ...MARGINS, 'border-radius']);
/** Allowed for a fitted text; `font-size` is the maximum. */
export const FIT_PROPERTIES: ReadonlySet<string> = new Set([
  ...PLACED,
  ...MARGINS,
  'font-size',
  'color',
  'text-align',
  'justify-content',
]);

/** Common properties that are not supported, with the alternative. */
export const INSTEAD: Readonly<Record<string, string>> = {
  background: 'Write background-color, or background-image: linear-gradient(135deg, #0b132b, #1c2541).',
  opacity: 'Write a colour that has transparency: #0b132b80.',
  'box-shadow': 'Draw a second box behind it, in a darker colour.',
  'text-shadow': 'Write a colour with more contrast.',
  'font-weight': 'Every text has weight 800.',
  'font-family': 'Showrunner chooses the font by the script of the text.',
  overflow: 'Make the box as large as its content, or let data-fit fit the text.',
  transform: 'Write left and top.',
  filter: 'Pictures are shown as they are.',
  'white-space': 'Put a no-break space (&nbsp;) where words must stay together.',
};

/** What a property may be: `read` gives satori's value, or undefined for any other text. */
export type Form = { readonly words: string; readonly read: (value: string) => string | number | undefined };

const SIDE = 1280;

const pixels = (from: number, to: number): Form => ({
  words: `pixels from ${from}px to ${to}px`,
  read: (value) => within(/^(-?\d+(?:\.\d+)?)px$|^0$/, value, from, to),
});

const plain = (from: number, to: number): Form => ({
  words: `a number from ${from} to ${to}`,
  read: (value) => within(/^(\d+(?:\.\d+)?)$/, value, from, to),
});

function within(form: RegExp, value: string, from: number, to: number): number | undefined {
  const found = form.exec(value);
  const number = Number(found?.[1] ?? 0);
  return found !== null && number >= from && number <= to ? number : undefined;
}

const word = (...words: readonly string[]): Form => ({
  words: words.length === 1 ? `"${words[0]}"` : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  read: (value) => (words.includes(value) ? value : undefined),
});

const percent: Form = {
  words: 'a share from 0% to 100%',
  read: (value) => (within(/^(\d+(?:\.\d+)?)%$/, value, 0, 100) === undefined ? undefined : value),
};

const either = (one: Form, other: Form): Form => ({
  words: `${one.words}, or ${other.words}`,
  read: (value) => one.read(value) ?? other.read(value),
});

const colour: Form = {
  words: 'a colour: #rrggbb, or #rrggbbaa that shows through',
  read: (value) => (/^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.test(value) ? value : undefined),
};

const gradient: Form = {
  words: 'linear-gradient(135deg, #rrggbb, #rrggbb) of two to six colours',
  read: (value) => {
    const [, angle, list = ''] = /^linear-gradient\(\s*(\d{1,3})deg\s*,([^()]*)\)$/.exec(value) ?? [];
    const stops = list.split(',').map((stop) => stop.trim());
    const fits = angle !== undefined && Number(angle) <= 360 && stops.length >= 2 && stops.length <= 6;
    return fits && stops.every((stop) => colour.read(stop)) ? value : undefined;
  },
};

const border: Form = {
  words: 'a border: 4px solid #rrggbb',
  read: (value) => {
    const [width = '', style, paint = '', ...more] = value.split(/\s+/);
    const fits = pixels(0, 100).read(width) !== undefined && style === 'solid' && more.length === 0;
    return fits && colour.read(paint) ? value : undefined;
  },
};

const room = pixels(0, SIDE);
const length = either(room, percent);

/** One to four sides; satori reads the text itself. */
const sides: Form = {
  words: `one to four times ${room.words}`,
  read: (value) => {
    const parts = value.split(/\s+/);
    return parts.length <= 4 && parts.every((part) => room.read(part) !== undefined) ? value : undefined;
  },
};

const aligned = word('flex-start', 'center', 'flex-end', 'stretch');
const eachSide = (name: string, form: Form): (readonly [string, Form])[] =>
  ['top', 'right', 'bottom', 'left'].map((side) => [`${name}-${side}`, form]);

/** What satori can and resvg draws without a layer: layers (opacity, clips, filters) beside the canvas end the process. */
export const PROPERTIES: ReadonlyMap<string, Form> = new Map([
  ['display', word('flex')],
  ['position', word('absolute', 'relative')],
  ...['left', 'top', 'right', 'bottom', 'width', 'height'].map((name) => [name, length] as const),
  ...['min-width', 'min-height', 'max-width', 'max-height'].map((name) => [name, length] as const),
  ['flex-direction', word('row', 'column', 'row-reverse', 'column-reverse')],
  ['flex-wrap', word('nowrap', 'wrap')],
  ['flex-grow', plain(0, 100)],
  ['flex-shrink', plain(0, 100)],
  ['justify-content', word('flex-start', 'center', 'flex-end', 'space-between', 'space-around')],
  ['align-items', aligned],
  ['align-self', aligned],
  ['gap', room],
  ['margin', sides],
  ...eachSide('margin', room),
  ['padding', sides],
  ...eachSide('padding', room),
  ['background-color', colour],
  ['background-image', gradient],
  ['border', border],
  ...eachSide('border', border),
  ['border-radius', either(room, percent)],
  ['color', colour],
  ['font-size', pixels(8, 400)],
  ['line-height', plain(0.8, 3)],
  ['letter-spacing', pixels(-20, 60)],
  ['text-align', word('left', 'center', 'right')],
  ['text-transform', word('none', 'uppercase', 'lowercase')],
]);

const PLACED = ['position', 'left', 'top', 'right', 'bottom', 'align-self', 'flex-shrink', 'width', 'height'];
const MARGINS = ['margin', ...eachSide('margin', room).map(([name]) => name)];

/** Of a face or a logo. */
export const PICTURE_PROPERTIES: ReadonlySet<string> = new Set([...PLACED, ...MARGINS, 'border-radius']);
/** Of a text that is fitted; `font-size` is the largest. */
export const FIT_PROPERTIES: ReadonlySet<string> = new Set([
  ...PLACED,
  ...MARGINS,
  'font-size',
  'color',
  'text-align',
  'justify-content',
]);

/** What people look for, and what there is instead. */
export const INSTEAD: Readonly<Record<string, string>> = {
  background: 'Write background-color, or background-image: linear-gradient(135deg, #0b132b, #1c2541).',
  opacity: 'Write a colour that shows through: #0b132b80.',
  'box-shadow': 'Draw a second box behind it, in a darker colour.',
  'text-shadow': 'Write a colour with more contrast.',
  'font-weight': 'Every letter is of weight 800.',
  'font-family': 'Showrunner chooses the font by the script of the text.',
  overflow: 'Make the box as large as what stands in it, or let data-fit fit the text.',
  transform: 'Write left and top.',
  filter: 'Pictures are shown as they are.',
  'white-space': 'Put a no-break space (&nbsp;) where words must stay together.',
};

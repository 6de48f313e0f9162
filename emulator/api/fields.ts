import { badRequest } from './errors.ts';

/** Which properties of an answer are wanted. An empty mask wants all of its value. */
type Mask = Map<string, Mask>;

/** More than Google's resources have levels. */
const MAX_DEPTH = 20;

/**
 * `fields` of a request, for a partial answer: `items(id,snippet/title),nextPageToken`. `*` is every property. A name that does not
 * exist selects nothing.
 */
export function parseFields(text: string): Mask {
  const root: Mask = new Map();
  let place: Place = { open: [root], at: root };
  let previous: string | undefined;
  for (const token of text.split(TOKENS).filter((piece) => piece.trim() !== '')) {
    if (!mayFollow(previous, token)) throw invalidFields(text);
    place = step(place, token);
    if (place.open.length === 0 || place.open.length > MAX_DEPTH) throw invalidFields(text);
    previous = token;
  }
  if (place.open.length !== 1 || !isEnd(previous)) throw invalidFields(text);
  return root;
}

/** `open`: the masks of the brackets around; `at`: where the next name belongs. */
type Place = { readonly open: readonly Mask[]; readonly at: Mask };

function step({ open, at }: Place, token: string): Place {
  if (token === '/') return { open, at };
  if (token === '(') return { open: [...open, at], at };
  const around = token === ')' ? open.slice(0, -1) : open;
  if (token === ',' || token === ')') return { open: around, at: around.at(-1) ?? at };
  return { open, at: select(at, token.trim()) };
}

const TOKENS = /([(),/])/;

/** Names, `*` and closing brackets end a selector. */
function isEnd(token: string | undefined): boolean {
  return token !== undefined && (token === ')' || !TOKENS.test(token));
}

function mayFollow(previous: string | undefined, token: string): boolean {
  if (token === '(' || token === '/') return isEnd(previous) && previous !== ')';
  return token === ',' || token === ')' ? isEnd(previous) : !isEnd(previous);
}

function select(mask: Mask, name: string): Mask {
  const inner: Mask = mask.get(name) ?? new Map();
  mask.set(name, inner);
  return inner;
}

function invalidFields(text: string) {
  return badRequest('invalidParameter', `Invalid field selection ${text}`);
}

/** The wanted properties of an answer. */
export function applyFields(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => applyFields(item, mask));
  const kept: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const wanted = mask.get(name) ?? mask.get('*');
    if (wanted !== undefined) kept.push([name, applyFields(inner, wanted)]);
  }
  return Object.fromEntries(kept);
}

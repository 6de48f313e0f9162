/** YouTube refuses these in every text. */
export const BRACKET = /[<>]/;
export const BRACKET_HINT = 'YouTube refuses angle brackets in titles, descriptions and tags.';

/**
 * YouTube refuses ASCII control characters and lone surrogates. We refuse characters that reverse the letters after them, in titles
 * and terminals; direction marks, and isolates that are closed in their line, do no harm.
 */
export const holdsControl = (text: string): boolean => CONTROL.test(text) || holdsOpenIsolate(text);

const CONTROL = new RegExp(
  ['[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]', '\\p{Surrogate}', '[\\u202a-\\u202e]'].join('|'),
  'u',
);

const ISOLATE = /[\u2066-\u2068]/;

/** An isolate without the sign that closes one behind it in its line. */
const holdsOpenIsolate = (text: string): boolean =>
  ISOLATE.test(text) &&
  text.split('\n').some((line) => ISOLATE.test(line.slice(line.lastIndexOf('\u2069') + 1)));

/** Overrides, embeddings and isolates of the writing direction. */
export const DIRECTION = /[\u202a-\u202e\u2066-\u2068]/;
export const DIRECTION_HINT =
  'Retype the text; to set a part in the other direction, put it between "\\u2067" and "\\u2069".';

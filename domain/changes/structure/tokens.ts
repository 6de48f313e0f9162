/** Private-use characters, which no text of an author has: what a template prints there. */
export const PLURAL = '\ue010';
export const TITLE = '\ue011';
/** The first of twenty: the name of each guest. */
const NAMES = 0xe020;
const MOST_NAMES = 20;

export const nameToken = (index: number): string | undefined =>
  index < MOST_NAMES ? String.fromCharCode(NAMES + index) : undefined;

/** The guests whose names a text prints, by their place in the list. */
export const listNamed = (text: string): number[] =>
  [...new Set(text.match(/[\ue020-\ue033]/g) ?? [])].map((token) => token.charCodeAt(0) - NAMES);

export const TOKENS = /[\ue010\ue011\ue020-\ue033]/g;
export const RESERVED = /[\ue000-\ue0ff]/;

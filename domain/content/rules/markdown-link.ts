/** Words in a text; `index` in UTF-16 code units. */
export type Found = { readonly words: string; readonly index: number };

const TARGET = /\]\((?:https?:|mailto:|#|\/)/y;
const END = /[)\s]/g;

/**
 * The first link or picture in Markdown, `[words](https://...)`. Reads the text once: an expression for it begins again at every
 * bracket, and takes seconds for a text of nothing else.
 */
export function findLink(text: string): Found | undefined {
  let from = 0;
  let end = -1;
  for (let close = text.indexOf(']'); close !== -1; close = text.indexOf(']', from)) {
    const before = text.slice(from, close);
    const open = before.indexOf('[', before.lastIndexOf('\n') + 1);
    TARGET.lastIndex = close;
    if (open !== -1 && open < before.length - 1 && TARGET.test(text)) {
      if (end < TARGET.lastIndex) end = findEnd(text, TARGET.lastIndex);
      if (text[end] === ')') return cut(text, from + open, end + 1);
    }
    from = close + 1;
  }
  return undefined;
}

/** Where an address that begins at `from` ends. */
function findEnd(text: string, from: number): number {
  END.lastIndex = from;
  return END.exec(text)?.index ?? text.length;
}

function cut(text: string, open: number, end: number): Found {
  const index = text[open - 1] === '!' ? open - 1 : open;
  return { index, words: text.slice(index, end) };
}

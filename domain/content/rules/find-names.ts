import type { Found } from './markdown-link.ts';

/** The first place of each name in a text, at most `MAX_FOUND` names, in the order of the text. */
export type NameFinder<N> = (text: string) => readonly (Found & { readonly name: N })[];

/** Further names in the same text are reported once these are gone. */
const MAX_FOUND = 20;

/** Words, and single characters between them. */
const TOKENS = /[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu;

type Node<N> = { readonly next: Map<string, Node<N>>; readonly names: N[] };

/**
 * Finds whole names only: a name may be part of another name. All names are looked up at once, word by word, so that thousands take
 * no longer than a few.
 */
export function createNameFinder<N extends { readonly name: string }>(names: readonly N[]): NameFinder<N> {
  const root = createNode<N>();
  for (const name of names) addName(root, name);
  return (text) => {
    const tokens = text.match(TOKENS) ?? [];
    const found = new Map<N, Found>();
    let index = 0;
    for (const [at, token] of tokens.entries()) {
      if (found.size >= MAX_FOUND) break;
      if (root.next.has(token) && !isInsideWord(tokens, at)) findAt(root, { tokens, at, index }, found);
      index += token.length;
    }
    return [...found].slice(0, MAX_FOUND).map(([name, place]) => ({ name, ...place }));
  };
}

const createNode = <N>(): Node<N> => ({ next: new Map(), names: [] });

function addName<N extends { readonly name: string }>(root: Node<N>, name: N): void {
  let node = root;
  for (const token of name.name.match(TOKENS) ?? []) {
    const next = node.next.get(token) ?? createNode<N>();
    node.next.set(token, next);
    node = next;
  }
  node.names.push(name);
}

const WORD = /^[\p{L}\p{N}]/u;
const isWord = (token: string | undefined): boolean => token !== undefined && WORD.test(token);

/** A name that begins with a sign, such as "(Bob)", does not begin behind a letter. */
const isInsideWord = (tokens: readonly string[], at: number): boolean => isWord(tokens[at - 1]);

type Start = { readonly tokens: readonly string[]; readonly at: number; readonly index: number };

function findAt<N>(root: Node<N>, { tokens, at, index }: Start, found: Map<N, Found>): void {
  let node: Node<N> | undefined = root.next.get(tokens[at] ?? '');
  let words = tokens[at] ?? '';
  for (let end = at + 1; node !== undefined; end += 1) {
    if (!isWord(tokens[end]))
      for (const name of node.names) if (!found.has(name)) found.set(name, { words, index });
    const token: string = tokens[end] ?? '';
    node = node.next.get(token);
    words += token;
  }
}

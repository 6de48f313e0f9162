import type { PageNode } from '../page-tree.ts';
import { readElement } from './element.ts';
import { readText } from './entities.ts';
import type { Written } from './marks.ts';
import type { PagePictures } from './pictures.ts';
import type { Report, Token } from './tags.ts';

/** What one thumbnail may hold: more is nothing that anybody could see at 168x94. */
export const PAGE_LIMITS = { elements: 300, depth: 20, fits: 6, faults: 20 } as const;

type Box = Extract<PageNode, { kind: 'box' }>;
type Open = {
  readonly name: string;
  readonly at: number;
  readonly node: PageNode;
  readonly children: PageNode[];
};

/** The elements that are open while the tokens pass, the outermost first. */
export class Builder {
  readonly #open: Open[] = [];
  readonly #written: Written;
  readonly #pictures: PagePictures;
  readonly #tell: Report;
  #root: Box | undefined;
  #count = { elements: 0, fits: 0 };
  isFull = false;

  constructor(written: Written, pictures: PagePictures, tell: Report) {
    this.#written = written;
    this.#pictures = pictures;
    this.#tell = tell;
  }

  take(token: Token): void {
    if (token.kind === 'text') this.#addText(token.text, token.at);
    else if (token.kind === 'close') this.#close(token.name, token.at);
    else this.#openElement(token);
  }

  finish(): Box | undefined {
    for (const { name, at } of this.#open.toReversed())
      this.#tell(at, `expected </${name}> for this <${name}>, found the end of the file`);
    if (this.#root === undefined && this.#open.length === 0)
      this.#tell(0, 'expected one <div> that holds everything, found none');
    return this.#root;
  }

  #openElement(token: Extract<Token, { kind: 'open' }>): void {
    const { at, name } = token;
    const node = readElement(token, this.#written.spotOf(at), this.#pictures, this.#tell);
    this.#countElement(node, at);
    if (name === 'img') this.#add(node, at);
    else this.#open.push({ name, at, node, children: [] });
  }

  #countElement(node: PageNode, at: number): void {
    this.#count.elements += 1;
    if (node.kind === 'fit') this.#count.fits += 1;
    const { elements, depth, fits } = PAGE_LIMITS;
    this.#limit(at, this.#count.elements > elements, `expected at most ${elements} elements, found more`);
    this.#limit(
      at,
      this.#open.length >= depth,
      `expected at most ${depth} elements inside each other, found more`,
    );
    this.#limit(at, this.#count.fits > fits, `expected at most ${fits} elements with data-fit, found more`);
  }

  #limit(at: number, reached: boolean, message: string): void {
    if (!reached || this.isFull) return;
    this.isFull = true;
    this.#tell(at, message);
  }

  #add(node: PageNode, at: number): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(node);
    else if (this.#root !== undefined || node.kind !== 'box')
      this.#tell(at, 'expected one <div> that holds everything, found another element beside it');
    else this.#root = node;
  }

  #addText(written: string, at: number): void {
    const text = readText(written, at, this.#tell);
    if (text === '') return;
    const parent = this.#open.at(-1);
    const start = at + written.search(/\S/);
    if (parent === undefined)
      this.#tell(start, 'expected all text inside of the outermost <div>, found text beside it');
    else parent.children.push({ kind: 'text', text, ...this.#written.spotOf(start) });
  }

  #close(name: string, at: number): void {
    const known = this.#open.findLastIndex((open) => open.name === name);
    const inner = this.#open.at(-1);
    if (known < 0 || inner === undefined) {
      this.#tell(at, `expected no </${name}> here: no <${name}> is open`);
      return;
    }
    if (inner.name !== name) {
      const { line } = this.#written.spotOf(inner.at);
      this.#tell(at, `expected </${inner.name}> for the <${inner.name}> of line ${line}, found </${name}>`);
    }
    while (this.#open.length > known) {
      const open = this.#open.pop();
      if (open !== undefined) this.#add(this.#fill(open), open.at);
    }
  }

  #fill({ node, children, at }: Open): PageNode {
    if (node.kind === 'box') return { ...node, children };
    if (node.kind !== 'fit') return node;
    const texts = children.map((child) => (child.kind === 'text' ? child.text : undefined));
    if (texts.includes(undefined))
      this.#tell(at, 'expected only text in an element with data-fit, found an element');
    return { ...node, text: texts.join(' ') };
  }
}

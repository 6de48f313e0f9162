import type { PageNode } from '../page-tree.ts';
import { type PagePictures, parseElement } from './element.ts';
import { parseText } from './entities.ts';
import type { UnmarkedText } from './marks.ts';
import type { ReportFault, Token } from './tokens.ts';

/** What one thumbnail may contain; more cannot be seen at 168x94. */
export const PAGE_LIMITS = { elements: 300, depth: 20, fits: 6, faults: 20 } as const;

type Box = Extract<PageNode, { kind: 'box' }>;
type OpenElement = {
  readonly name: string;
  readonly at: number;
  readonly node: PageNode;
  readonly children: PageNode[];
};

/** Builds the tree from tokens; keeps the open elements, outermost first. */
export class PageBuilder {
  readonly #open: OpenElement[] = [];
  readonly #written: UnmarkedText;
  readonly #pictures: PagePictures;
  readonly #report: ReportFault;
  #root: Box | undefined;
  #count = { elements: 0, fits: 0 };
  isFull = false;

  constructor(written: UnmarkedText, pictures: PagePictures, report: ReportFault) {
    this.#written = written;
    this.#pictures = pictures;
    this.#report = report;
  }

  add(token: Token): void {
    if (token.kind === 'text') this.#addText(token.text, token.at);
    else if (token.kind === 'close') this.#close(token.name, token.at);
    else this.#openElement(token);
  }

  finish(): Box | undefined {
    for (const { name, at } of this.#open.toReversed())
      this.#report(at, `expected </${name}> for this <${name}>, found the end of the file`);
    if (this.#root === undefined && this.#open.length === 0)
      this.#report(0, 'expected one <div> that holds everything, found none');
    return this.#root;
  }

  #openElement(token: Extract<Token, { kind: 'open' }>): void {
    const { at, name } = token;
    const node = parseElement(token, this.#written.spotOf(at), this.#pictures, this.#report);
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
    this.#report(at, message);
  }

  #add(node: PageNode, at: number): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(node);
    else if (this.#root !== undefined || node.kind !== 'box')
      this.#report(at, 'expected one <div> that holds everything, found another element next to it');
    else this.#root = node;
  }

  #addText(written: string, at: number): void {
    const text = parseText(written, at, this.#report);
    if (text === '') return;
    const parent = this.#open.at(-1);
    const start = at + written.search(/\S/);
    if (parent === undefined)
      this.#report(start, 'expected all text inside the outermost <div>, found text outside it');
    else parent.children.push({ kind: 'text', text, ...this.#written.spotOf(start) });
  }

  #close(name: string, at: number): void {
    const known = this.#open.findLastIndex((open) => open.name === name);
    const inner = this.#open.at(-1);
    if (known < 0 || inner === undefined) {
      this.#report(at, `expected no </${name}> here: no <${name}> is open`);
      return;
    }
    if (inner.name !== name) {
      const { line } = this.#written.spotOf(inner.at);
      this.#report(at, `expected </${inner.name}> for the <${inner.name}> of line ${line}, found </${name}>`);
    }
    while (this.#open.length > known) {
      const open = this.#open.pop();
      if (open !== undefined) this.#add(this.#fill(open), open.at);
    }
  }

  #fill({ node, children, at }: OpenElement): PageNode {
    if (node.kind === 'box') return { ...node, children };
    if (node.kind !== 'fit') return node;
    const texts = children.map((child) => (child.kind === 'text' ? child.text : undefined));
    if (texts.includes(undefined))
      this.#report(at, 'expected only text in an element with data-fit, found an element');
    return { ...node, text: texts.join(' ') };
  }
}

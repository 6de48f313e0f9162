import type { Position } from '../../../shared/key-path.ts';
import type { Problem } from '../../../shared/problem.ts';

/** A fault of a page; `hint` is a whole sentence. */
export type PageFault = Position & { readonly message: string; readonly hint?: string };

/** An invalid HTML template: every fault with its place in the file. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly file: string;
  readonly faults: readonly PageFault[];

  constructor(file: string, faults: readonly PageFault[]) {
    super(faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('; '));
    this.file = file;
    this.faults = faults;
  }
}

/** One problem per fault, in the template's file, with the episode that was rendered. */
export const pageProblems = ({ file, faults }: PageProblem, episode: string): readonly Problem[] =>
  faults.map(({ hint, ...fault }) => {
    const found = `Found rendering ${episode}.`;
    const fullHint = hint === undefined ? found : `${hint} ${found}`;
    return { path: file, ...fault, code: 'thumbnail-markup', hint: fullHint, episode };
  });

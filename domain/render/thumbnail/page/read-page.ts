import type { Page } from '../page-tree.ts';
import { Builder, PAGE_LIMITS } from './builder.ts';
import { showSigns, type Written } from './marks.ts';
import type { PagePictures } from './pictures.ts';
import { type PageFault, PageProblem } from './problem.ts';
import { type Report, readTokens } from './tags.ts';

/** The tree of a page whose placeholders are filled; throws PageProblem. */
export function readPage(file: string, written: Written, pictures: PagePictures): Page {
  const faults: PageFault[] = [];
  const tell: Report = (offset, said, hint) => {
    const message = showSigns(said);
    const spot = written.spotOf(offset);
    if (faults.some((fault) => isSame(fault, { ...spot, message }))) return;
    faults.push({ ...spot, message, ...(hint && { hint: showSigns(hint) }) });
    if (faults.length >= PAGE_LIMITS.faults) throw new PageProblem(file, faults);
  };
  const builder = new Builder(written, pictures, tell);
  for (const token of readTokens(written.text, tell)) {
    builder.take(token);
    if (builder.isFull) throw new PageProblem(file, faults);
  }
  const page = builder.finish();
  if (page === undefined || faults.length > 0) throw new PageProblem(file, faults);
  return { ...page, file };
}

/** A loop meets the same fault in every round. */
const isSame = (a: PageFault, b: PageFault): boolean =>
  a.line === b.line && a.column === b.column && a.message === b.message;

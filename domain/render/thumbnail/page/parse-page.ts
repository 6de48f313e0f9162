import type { Page } from '../page-tree.ts';
import { PAGE_LIMITS, PageBuilder } from './builder.ts';
import type { PagePictures } from './element.ts';
import { type UnmarkedText, unescapeSigns } from './marks.ts';
import { type PageFault, PageProblem } from './problem.ts';
import { parseTokens, type ReportFault } from './tokens.ts';

/** Parses a page whose placeholders are filled; throws PageProblem. */
export function parsePage(file: string, written: UnmarkedText, pictures: PagePictures): Page {
  const faults: PageFault[] = [];
  const report: ReportFault = (offset, text, hint) => {
    const message = unescapeSigns(text);
    const spot = written.spotOf(offset);
    if (faults.some((fault) => isSame(fault, { ...spot, message }))) return;
    faults.push({ ...spot, message, ...(hint && { hint: unescapeSigns(hint) }) });
    if (faults.length >= PAGE_LIMITS.faults) throw new PageProblem(file, faults);
  };
  const builder = new PageBuilder(written, pictures, report);
  for (const token of parseTokens(written.text, report)) {
    builder.add(token);
    if (builder.isFull) throw new PageProblem(file, faults);
  }
  const page = builder.finish();
  if (page === undefined || faults.length > 0) throw new PageProblem(file, faults);
  return { ...page, file };
}

/** In a loop the same fault occurs in every iteration. */
const isSame = (a: PageFault, b: PageFault): boolean =>
  a.line === b.line && a.column === b.column && a.message === b.message;

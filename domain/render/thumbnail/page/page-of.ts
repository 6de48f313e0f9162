import { readableOn } from '../../../shared/colours.ts';
import { defined } from '../../../shared/defined.ts';
import { renderTemplate, type Scope, TemplateProblem } from '../../template/template.ts';
import type { Page } from '../page-tree.ts';
import type { Picture } from '../picture.ts';
import {
  cleanText,
  findForeign,
  hideSigns,
  type MarkedText,
  markSource,
  readMarks,
  unmarkColumn,
} from './marks.ts';
import { PageProblem } from './problem.ts';
import { readPage } from './read-page.ts';

type Drawn = Extract<Picture, { kind: 'drawn' }>;

/**
 * The page that an HTML template makes of a picture. `names` are those of the faces, in their order.
 *
 * @throws TemplateProblem where Liquid cannot render it, PageProblem where the result is not what a page may be
 */
export function renderPage(file: string, source: string, drawn: Drawn, names: readonly string[]): Page {
  const prepared = prepare(file, source);
  const scope = createScope(drawn, names);
  const written = readMarks(renderMarked(file, source, prepared, scope), prepared.marked.spots);
  const page = readPage(file, written, drawn);
  return { ...page, style: { color: scope.text, ...page.style } };
}

type Prepared = { readonly marked: MarkedText; readonly files: Readonly<Record<string, string>> };

const known = new Map<string, Prepared>();
const MOST_KNOWN = 32;
const MOST_CHARACTERS = 50_000;

/** Each text once: `files` is empty, and stands for what was parsed of it. */
function prepare(file: string, source: string): Prepared {
  const before = known.get(source);
  if (before !== undefined) return before;
  assertSource(file, source);
  const prepared = { marked: markSource(source), files: {} };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(source, prepared);
  return prepared;
}

function assertSource(file: string, source: string): void {
  const first = { line: 1, column: 1 };
  if (source.length > MOST_CHARACTERS) {
    const message = `expected at most ${MOST_CHARACTERS.toLocaleString('en-US')} characters, found more`;
    throw new PageProblem(file, [{ ...first, message }]);
  }
  const foreign = findForeign(source);
  if (foreign < 0) return;
  const spot = readMarks(source.slice(0, foreign), []).spotOf(foreign);
  throw new PageProblem(file, [
    { ...spot, message: 'expected no character of the private planes, found one' },
  ]);
}

function renderMarked(file: string, source: string, { marked, files }: Prepared, scope: Scope): string {
  try {
    return renderTemplate({ template: { file, text: marked.text }, scope, files, protect: hideSigns });
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const { message, line, hint } = error;
    const column = unmarkColumn(marked.text, line, error.column);
    throw new TemplateProblem(message, { file, text: source }, { line, column, ...defined({ hint }) });
  }
}

/** What a template may name, all of it always there: what is absent is nil. docs/thumbnails.md has the table. */
function createScope(drawn: Drawn, names: readonly string[]) {
  const { title, show, number, badge, background, accent, text, logo } = drawn;
  return {
    title: cleanText(title),
    show: cleanText(show),
    number: number ?? null,
    badge: badge ?? 'series',
    background,
    accent,
    text: text ?? readableOn(...background),
    logo: logo === undefined ? null : 'logo',
    guests: names.map((name, index) => ({ name: cleanText(name), face: `face:${index}` })),
  };
}

import { readableOn } from '../../../shared/colours.ts';
import { defined } from '../../../shared/defined.ts';
import { renderTemplate, type Scope, TemplateProblem } from '../../template/template.ts';
import type { Page } from '../page-tree.ts';
import type { Picture } from '../picture.ts';
import {
  escapeSigns,
  findPrivateCharacter,
  type MarkedText,
  markSource,
  removeMarks,
  replacePrivateCharacters,
  unmarkColumn,
} from './marks.ts';
import { parsePage } from './parse-page.ts';
import { PageProblem } from './problem.ts';

/** Of people, in the order of their faces: guests first. */
export type PageNames = { readonly guests: readonly string[]; readonly hosts?: readonly string[] };

type Drawn = Extract<Picture, { kind: 'drawn' }>;

/**
 * The page that an HTML template renders for a picture. `names` are the names of the faces, in the same order: of the guests, then of the hosts.
 *
 * @throws TemplateProblem if Liquid cannot render it, PageProblem if the result is not a valid page
 */
export function renderPage(file: string, source: string, drawn: Drawn, names: PageNames): Page {
  const prepared = prepare(file, source);
  const scope = createScope(drawn, names);
  const written = removeMarks(renderMarked(file, source, prepared, scope), prepared.marked.spots);
  const page = parsePage(file, written, drawn);
  return { ...page, style: { color: scope.text, ...page.style } };
}

type Prepared = { readonly marked: MarkedText; readonly files: Readonly<Record<string, string>> };

const known = new Map<string, Prepared>();
const MAX_KNOWN = 32;
const MAX_CHARACTERS = 50_000;

/** Prepares each text once. `files` is empty; it is the key under which the parsed template is cached. */
function prepare(file: string, source: string): Prepared {
  const before = known.get(source);
  if (before !== undefined) return before;
  assertSource(file, source);
  const prepared = { marked: markSource(source), files: {} };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(source, prepared);
  return prepared;
}

function assertSource(file: string, source: string): void {
  const first = { line: 1, column: 1 };
  if (source.length > MAX_CHARACTERS) {
    const message = `expected at most ${MAX_CHARACTERS.toLocaleString('en-US')} characters, found more`;
    throw new PageProblem(file, [{ ...first, message }]);
  }
  const foreign = findPrivateCharacter(source);
  if (foreign < 0) return;
  const spot = removeMarks(source.slice(0, foreign), []).spotOf(foreign);
  throw new PageProblem(file, [
    { ...spot, message: 'expected no private-use character (planes 15 and 16), found one' },
  ]);
}

function renderMarked(file: string, source: string, { marked, files }: Prepared, scope: Scope): string {
  try {
    return renderTemplate({ template: { file, text: marked.text }, scope, files, escapeValue: escapeSigns });
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const { message, line, hint } = error;
    const column = unmarkColumn(marked.text, line, error.column);
    throw new TemplateProblem(message, { file, text: source }, { line, column, ...defined({ hint }) });
  }
}

/** All names that a template can use. Every name is defined; absent values are nil. See the table in docs/thumbnails.md. */
function createScope(drawn: Drawn, { guests, hosts = [] }: PageNames) {
  const describe = (names: readonly string[], before: number) =>
    names.map((name, index) => ({ name: replacePrivateCharacters(name), face: `face:${before + index}` }));
  const { title, show, number, badge, background, accent, text, logo } = drawn;
  return {
    title: replacePrivateCharacters(title),
    show: replacePrivateCharacters(show),
    number: number ?? null,
    badge: badge ?? 'series',
    background,
    accent,
    text: text ?? readableOn(...background),
    logo: logo === undefined ? null : 'logo',
    guests: describe(guests, 0),
    hosts: describe(hosts, guests.length),
  };
}

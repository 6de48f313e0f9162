import { Liquid, type Template } from 'liquidjs';
import { formatDate } from './template-date.ts';

/** A template that could not be parsed or rendered; `line` and `column` count from 1 within the template. */
export class TemplateProblem extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'TemplateProblem';
    this.line = line;
    this.column = column;
  }
}

/** Limits of one rendering: characters parsed, milliseconds rendering, objects allocated (liquidjs' own counters). */
const LIMITS = { parseLimit: 100_000, renderLimit: 1000, memoryLimit: 1_000_000 };

/** They draw lots, or print the machine's zone and language. */
const IMPURE_FILTERS = [
  'sample',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
];

/** No file system, no clock, no randomness: the same scope gives the same text. */
const engine = createEngine();
const parsed = new Map<string, Template[]>();
const MOST_TEMPLATES = 500;

export type Scope = Readonly<Record<string, unknown>>;

/** Text of a Liquid template over a scope; throws TemplateProblem with the template's own line. */
export function renderTemplate(source: string, scope: Scope): string {
  try {
    return String(engine.renderSync(parse(source), scope));
  } catch (error) {
    throw toTemplateProblem(error);
  }
}

function parse(source: string): Template[] {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const templates = engine.parse(source);
  if (parsed.size >= MOST_TEMPLATES) parsed.clear();
  parsed.set(source, templates);
  return templates;
}

/** `lenientIf`: what may be absent (`guest.of`) can be asked for; printing it stays an error. */
function createEngine(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    ...LIMITS,
  });
  for (const name of IMPURE_FILTERS) liquid.registerFilter(name, () => refuse(name));
  liquid.registerFilter('date', formatDate);
  return liquid;
}

function refuse(name: string): never {
  throw new Error(
    name === 'sample'
      ? 'sample: is random; name the item'
      : `${name}: depends on the machine; use date with a format`,
  );
}

function toTemplateProblem(error: unknown): TemplateProblem {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const token = (error as { token?: { getPosition?: () => [number, number] } }).token;
  const [line, column] = token?.getPosition?.() ?? [1, 1];
  return new TemplateProblem(message.replace(/, line:\d+, col:\d+$/, ''), line, column);
}

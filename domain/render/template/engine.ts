import { Liquid, type LiquidOptions, type Template as Parsed } from 'liquidjs';
import type { RenderBudget } from './budget.ts';
import { countEverything, createContext, toText } from './count.ts';
import { formatDate } from './date.ts';
import { type Files, openFiles, pathOfPartial, readPartial, type TemplateSource } from './files.ts';

export type Scope = Readonly<Record<string, unknown>>;

export type Engine = {
  /** Text of a template; throws what liquidjs throws. */
  render(source: TemplateSource, scope: Scope, budget: RenderBudget): string;
  readonly filters: readonly string[];
  readonly tags: readonly string[];
};

/** They reach files in a way that nobody needs. */
const CLOSED_TAGS = ['layout', 'block'];
/** They draw lots, or print the machine's zone and language. */
const IMPURE_FILTERS = [
  'sample',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
];

/** They write markup of their own, print as it is, or reach files: an HTML template has none. */
const BARE_TAGS = ['tablerow', 'cycle', 'include', 'render'];

/** What becomes of each value that a template prints; its own text stays as it is. */
export type Escape = (value: string) => string;

/** Liquid without disk, clock and lots: partials are what `files` holds, and everything is counted. Parses each text once. */
export function createEngine(files: Files, protect?: Escape): Engine {
  const sources = new WeakMap<Parsed[], TemplateSource>();
  const parsed = new Map<string, Parsed[]>();
  const remember = (source: TemplateSource, templates: Parsed[]): Parsed[] => {
    sources.set(templates, source);
    parsed.set(keyOf(source), templates);
    return templates;
  };
  const liquid = createLiquid({
    fs: openFiles(files),
    cache: {
      read: (key) => parsed.get(keyOf(readPartial(files, pathOf(key)))),
      write: (key, templates) => void remember(readPartial(files, pathOf(key)), templates as Parsed[]),
      remove: () => undefined,
    },
    ...(protect && { outputEscape: (value: unknown) => protect(toText(value)) }),
  });
  if (protect) closeBare(liquid);
  countEverything(liquid, sources);
  const parse = (source: TemplateSource): Parsed[] =>
    parsed.get(keyOf(source)) ?? remember(source, liquid.parse(source.text, source.name));
  return {
    render: (source, scope, budget) =>
      String(liquid.renderSync(parse(source), createContext(liquid, scope, budget))),
    filters: Object.keys(liquid.filters),
    tags: Object.keys(liquid.tags),
  };
}

const keyOf = ({ name, text }: TemplateSource): string => `${name}\n${text}`;
/** liquidjs puts the kind of a file before its name. */
const pathOf = (key: string): string => pathOfPartial(key.slice(key.indexOf(':') + 1));

/** `lenientIf`: what may be absent (`vars.level`) can be asked for; printing it stays an error. */
function createLiquid(files: Pick<LiquidOptions, 'fs' | 'cache' | 'outputEscape'>): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    relativeReference: false,
    locale: 'en-US',
    ...files,
  });
  for (const name of CLOSED_TAGS) delete liquid.tags[name];
  for (const name of IMPURE_FILTERS) liquid.registerFilter(name, () => refuse(name));
  liquid.registerFilter('date', formatDate);
  return liquid;
}

/** `raw` would print a value as it is. */
function closeBare(liquid: Liquid): void {
  for (const name of BARE_TAGS) delete liquid.tags[name];
  delete liquid.filters['raw'];
}

function refuse(name: string): never {
  throw new Error(
    name === 'sample'
      ? 'sample: is random; name the item'
      : `${name}: depends on the machine; use date with a format`,
  );
}

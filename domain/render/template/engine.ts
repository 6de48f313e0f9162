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

/** They access files in ways that templates do not need. */
const CLOSED_TAGS = ['layout', 'block'];
/** They are random, or depend on the machine's zone and language. */
const IMPURE_FILTERS = [
  'sample',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
];

/** They write their own markup, print values unescaped, or access files, so HTML templates do not have them. */
const UNESCAPED_TAGS = ['tablerow', 'cycle', 'include', 'render'];

/** Escapes each value that a template prints; the template's own text is not changed. */
export type Escape = (value: string) => string;

/** Liquid without disk, clock or randomness: partials come from `files`, and everything is counted. Each text is parsed once. */
export function createEngine(files: Files, escapeValue?: Escape): Engine {
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
    ...(escapeValue && { outputEscape: (value: unknown) => escapeValue(toText(value)) }),
  });
  if (escapeValue) removeUnescaped(liquid);
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
/** liquidjs prefixes the file name with its kind. */
const pathOf = (key: string): string => pathOfPartial(key.slice(key.indexOf(':') + 1));

/** `lenientIf`: a template may test whether a value (`vars.level`) exists; printing a missing one is an error. */
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
  for (const name of IMPURE_FILTERS) liquid.registerFilter(name, () => throwImpure(name));
  liquid.registerFilter('date', formatDate);
  return liquid;
}

/** Removes everything that prints a value unescaped, such as `raw`. */
function removeUnescaped(liquid: Liquid): void {
  for (const name of UNESCAPED_TAGS) delete liquid.tags[name];
  delete liquid.filters['raw'];
}

function throwImpure(name: string): never {
  throw new Error(
    name === 'sample'
      ? 'sample: it is random; name the item instead'
      : `${name}: it depends on the machine; use date with a format`,
  );
}

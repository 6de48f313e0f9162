import type { KeyPath } from '../../shared/key-path.ts';
import { RenderBudget } from './budget.ts';
import { createEngine, type Engine, type Escape, type Scope } from './engine.ts';
import { toTemplateFault } from './fault.ts';
import type { Files, TemplateSource } from './files.ts';

export { RenderBudget } from './budget.ts';
export type { Scope } from './engine.ts';

/** A template: a file, by its path from the root, or an inline text at a key of a record. */
export type Template =
  | { readonly text: string; readonly file: string }
  | { readonly text: string; readonly record: object; readonly key: KeyPath };

type Rendering = {
  readonly template: Template;
  /** Names that the template and its partials can use. */
  readonly scope: Scope;
  /** Possible partials, by their path from the root. */
  readonly files?: Files;
  /** Shared by all templates of one episode; absent: a new one. */
  readonly budget?: RenderBudget;
  /** For markup: escapes each printed value. Always the same one for the same `files`. */
  readonly escapeValue?: Escape;
};

/**
 * A template that could not be parsed or rendered. `line` and `column` count from 1 in the text of `template`, which is the
 * partial if the fault is there; `hint` is a whole sentence.
 */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem';
  readonly template: Template;
  readonly line: number;
  readonly column: number;
  readonly hint: string | undefined;

  constructor(message: string, template: Template, at: { line: number; column: number; hint?: string }) {
    super(message);
    this.template = template;
    this.line = at.line;
    this.column = at.column;
    this.hint = at.hint;
  }
}

/** Renders a Liquid template, with the same result each time and on every machine; throws TemplateProblem. */
export function renderTemplate({
  template,
  scope,
  files = NO_FILES,
  budget = new RenderBudget(),
  escapeValue,
}: Rendering): string {
  const engine = engineOf(files, escapeValue);
  try {
    return engine.render(toSource(template), scope, budget);
  } catch (error) {
    const { message, file = budget.current, ...at } = toTemplateFault(error, scope, engine);
    const text = file === undefined || !Object.hasOwn(files, file) ? undefined : files[file];
    throw new TemplateProblem(
      message,
      file === undefined || text === undefined ? template : { file, text },
      at,
    );
  }
}

const NO_FILES: Files = {};
const engines = new WeakMap<Files, Engine>();

function engineOf(files: Files, escapeValue: Escape | undefined): Engine {
  const known = engines.get(files);
  if (known !== undefined) return known;
  const engine = createEngine(files, escapeValue);
  engines.set(files, engine);
  return engine;
}

const toSource = (template: Template): TemplateSource => ({
  name: 'file' in template ? template.file : template.key.join('.'),
  text: template.text,
});

import { Context, type Emitter, type Liquid, type Template as Parsed, toValue } from 'liquidjs';
import type { RenderBudget } from './budget.ts';
import type { TemplateSource } from './files.ts';

type Limiter = Context['renderLimit'];
type Scope = Readonly<Record<string, unknown>>;

/** liquidjs' own limits measure time and restart with every file. Ours count, and apply to the whole episode. */
export function createContext(liquid: Liquid, scope: Scope, budget: RenderBudget): Context {
  // Partials see globals too, and names that a template assigns are not written into them.
  const options = { sync: true, globals: scope };
  return new Context(Object.create(null), liquid.options, options, {
    renderLimit: toLimiter(budget, 'steps', () => budget.spend('steps', 1)),
    memoryLimit: toLimiter(budget, 'memory', () => undefined),
    liquid,
  });
}

type Counter = { readonly budget: RenderBudget; use(count: number): void; check(count: number): void };

/** liquidjs exports no class for it and only calls these two methods. */
function toLimiter(budget: RenderBudget, what: 'steps' | 'memory', check: () => void): Limiter {
  const counter: Counter = { budget, use: (count) => budget.spend(what, count), check };
  return counter as unknown as Limiter;
}

const budgetOf = (context: Context): RenderBudget => (context.renderLimit as unknown as Counter).budget;

/** Counts each rendered template list as one step, and marks its source in `sources` as open while it renders. */
export function countEverything({ renderer }: Liquid, sources: WeakMap<Parsed[], TemplateSource>): void {
  const render = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = function* (templates, context, emitter = createEmitter(budgetOf(context))) {
    const budget = budgetOf(context);
    const source = sources.get(templates);
    if (source !== undefined) budget.open(source.name, source.text);
    budget.enter();
    const text: unknown = yield* render(templates, context, emitter);
    budget.leave();
    if (source !== undefined) budget.close();
    return text;
  };
}

function createEmitter(budget: RenderBudget): Emitter {
  return {
    buffer: '',
    write(value: unknown) {
      const text = toText(value);
      budget.spend('memory', text.length);
      this.buffer += text;
    },
  };
}

/** Writes values as liquidjs does: nothing for nil, lists without commas. */
export function toText(written: unknown): string {
  const value: unknown = toValue(written);
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(toText).join('') : String(value);
}

/**
 * What all templates of one episode may use together, however they are nested. Everything is counted and nothing is timed, so
 * that a slow machine renders the same as a fast one.
 */
export const TEMPLATE_LIMITS = {
  /** Characters of the templates that are used; each template counts once. */
  characters: 100_000,
  /** Texts, outputs and tags rendered, and loop iterations. */
  steps: 100_000,
  /** Characters written, and characters or items processed by filters. */
  memory: 500_000,
  /** Nesting of tags and files. */
  depth: 100,
} as const;

/** Counts what the templates of one episode use, and records which files they come from. */
export class RenderBudget {
  readonly #spent = { characters: 0, steps: 0, memory: 0 };
  readonly #opened = new Map<string, string>();
  readonly #open: string[] = [];
  #depth = 0;

  /** Throws when less than `count` remains. */
  spend(what: 'characters' | 'steps' | 'memory', count: number): void {
    this.#spent[what] += Math.max(0, count || 0);
    if (this.#spent[what] > TEMPLATE_LIMITS[what]) throw new Error(MESSAGES[what]);
  }

  enter(): void {
    this.spend('steps', 1);
    this.#depth += 1;
    if (this.#depth > TEMPLATE_LIMITS.depth) throw new Error(MESSAGES.depth);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** A file that renders itself, directly or through others, would never end. */
  open(file: string, text: string): void {
    if (this.#open.includes(file))
      throw new Error(`circular rendering: ${[...this.#open, file].join(' renders ')}`);
    this.#open.push(file);
    if (this.#opened.get(file) === text) return;
    this.#opened.set(file, text);
    this.spend('characters', text.length);
  }

  close(): void {
    this.#open.pop();
  }

  /** The name of the source that is rendering now; after an error, of the one that threw it. */
  get current(): string | undefined {
    return this.#open.at(-1);
  }

  /** Names of all files that were used. */
  get files(): readonly string[] {
    return [...this.#opened.keys()];
  }
}

const count = (limit: keyof typeof TEMPLATE_LIMITS): string => TEMPLATE_LIMITS[limit].toLocaleString('en-US');
const MESSAGES = {
  characters: `expected templates of at most ${count('characters')} characters together, found more`,
  steps: `expected at most ${count('steps')} steps in one episode, found more: a loop runs too long`,
  memory: `expected texts and lists of at most ${count('memory')} characters and items in one episode, found more`,
  depth: `expected at most ${count('depth')} tags and files inside each other, found more`,
} as const;

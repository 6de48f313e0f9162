import type { Academy, Catalog } from './records.ts';

/** One lookup in a catalog, and its answer. `read` is a pure function of the catalog and the key. */
type Lookup = { readonly read: Read<unknown>; readonly key: string; readonly answer: unknown };
type Read<V> = (catalog: Catalog, key: string) => V;
export type Lookups = readonly Lookup[];

/**
 * Runs a pure function on a view of a catalog that records every lookup. Another catalog with the same answers (equal values, and
 * the same deeply frozen objects) gives the same result. `work` must not keep the view.
 */
export function traceLookups<T>(
  catalog: Catalog,
  work: (view: Catalog) => T,
): { readonly result: T; readonly lookups: Lookups } {
  const view = new CatalogView(catalog);
  return { result: work(view), lookups: view.lookups };
}

/** Whether a catalog gives the recorded answers. */
export const hasSameAnswers = (catalog: Catalog, lookups: Lookups): boolean =>
  lookups.every(({ read, key, answer }) => read(catalog, key) === answer);

/**
 * An index over a whole catalog, created once for it; undefined for a key that it does not have. Use it for everything that is
 * memoized by catalog: other memoized values would hide lookups from a view.
 */
export function createIndex<V>(make: (catalog: Catalog) => ReadonlyMap<string, V>): Read<V | undefined> {
  const known = new WeakMap<Catalog, ReadonlyMap<string, V>>();
  const read: Read<V | undefined> = (catalog, key) => {
    const index = known.get(catalog) ?? make(catalog);
    known.set(catalog, index);
    return index.get(key);
  };
  return (catalog, key) => (catalog instanceof CatalogView ? catalog.lookUp(read, key) : read(catalog, key));
}

const READ_IN = {
  shows: ({ shows }, id) => shows[id],
  guests: ({ guests }, id) => guests[id],
  sponsors: ({ sponsors }, id) => sponsors[id],
  episodes: ({ episodes }, id) => episodes[id],
  guestAliases: ({ guestAliases }, id) => guestAliases[id],
  episodeAliases: ({ episodeAliases }, id) => episodeAliases[id],
  pages: ({ pages }, path) => pages[path],
  blobs: ({ blobs }, path) => blobs[path],
} as const satisfies Partial<Record<keyof Catalog, Read<unknown>>>;

const readPart: Read<unknown> = (catalog, part) => catalog[part as keyof Catalog];

/** In a map each key is a lookup; other parts are one lookup each. A new key of Catalog must be added here to compile. */
class CatalogView implements Catalog {
  readonly lookups: Lookup[] = [];
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  lookUp<V>(read: Read<V>, key: string): V {
    const answer = read(this.#catalog, key);
    this.lookups.push({ read, key, answer });
    return answer;
  }

  get commit(): string {
    return this.#whole('commit');
  }
  get academy(): Academy {
    return this.#whole('academy');
  }
  /** Templates are few and change rarely, and results are memoized by this object. */
  get templates(): Catalog['templates'] {
    return this.#whole('templates');
  }
  get shows(): Catalog['shows'] {
    return this.#keys('shows');
  }
  get guests(): Catalog['guests'] {
    return this.#keys('guests');
  }
  get sponsors(): Catalog['sponsors'] {
    return this.#keys('sponsors');
  }
  get episodes(): Catalog['episodes'] {
    return this.#keys('episodes');
  }
  get guestAliases(): Catalog['guestAliases'] {
    return this.#keys('guestAliases');
  }
  get episodeAliases(): Catalog['episodeAliases'] {
    return this.#keys('episodeAliases');
  }
  get pages(): Catalog['pages'] {
    return this.#keys('pages');
  }
  get blobs(): Catalog['blobs'] {
    return this.#keys('blobs');
  }

  #whole<P extends keyof Catalog>(part: P): Catalog[P] {
    this.lookUp(readPart, part);
    return this.#catalog[part];
  }

  #keys<P extends keyof typeof READ_IN>(part: P): Catalog[P] {
    return new Proxy<Catalog[P]>(this.#catalog[part], new LookupRecorder(this, part));
  }
}

/** Methods, not closures: each rendering creates ten of these. */
class LookupRecorder implements ProxyHandler<object> {
  readonly #view: CatalogView;
  readonly #part: keyof typeof READ_IN;

  constructor(view: CatalogView, part: keyof typeof READ_IN) {
    this.#view = view;
    this.#part = part;
  }

  get(map: object, key: string | symbol): unknown {
    this.#record(key);
    return Reflect.get(map, key);
  }

  has(map: object, key: string | symbol): boolean {
    this.#record(key);
    return Reflect.has(map, key);
  }

  getOwnPropertyDescriptor(map: object, key: string | symbol): PropertyDescriptor | undefined {
    this.#record(key);
    return Reflect.getOwnPropertyDescriptor(map, key);
  }

  ownKeys(map: object): (string | symbol)[] {
    this.#view.lookUp(readPart, this.#part);
    return Reflect.ownKeys(map);
  }

  #record(key: string | symbol): void {
    this.#view.lookUp<unknown>(READ_IN[this.#part], String(key));
  }
}

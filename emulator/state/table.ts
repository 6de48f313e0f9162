export type Table<Row extends { readonly id: string }> = {
  get(id: string): Row | undefined;
  /** Every row, in the order of insertion. */
  rows(): IterableIterator<Row>;
  readonly size: number;
  /** Incremented when a row is added or removed, not when one is replaced: sorted lists of ids stay valid until then. */
  readonly shape: number;
  put(row: Row): void;
  remove(id: string): void;
};

/** A row before and after a change; `undefined`: absent. */
export type TableChange = {
  readonly kind: string;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** A Map of rows that reports each change, for the journal and for reads of the state before a write. */
export function createTable<Row extends { readonly id: string }>(
  kind: string,
  report: (change: TableChange) => void,
): Table<Row> {
  const rows = new Map<string, Row>();
  let shape = 0;
  return {
    get: (id) => rows.get(id),
    rows: () => rows.values(),
    get size() {
      return rows.size;
    },
    get shape() {
      return shape;
    },
    put(row) {
      const before = rows.get(row.id);
      if (before === undefined) shape += 1;
      rows.set(row.id, row);
      report({ kind, id: row.id, before, after: row });
    },
    remove(id) {
      const before = rows.get(id);
      if (!rows.delete(id)) return;
      shape += 1;
      report({ kind, id, before, after: undefined });
    },
  };
}

import type { Rows } from './rows.ts';
import { type Change, createTable, type Table } from './table.ts';

export type Tables = { readonly [Kind in keyof Rows]: Table<Rows[Kind]> };

export type Store = Tables & {
  /** Ends one request: hands over what it changed and remembers it as the last write. */
  takeChanges(): readonly Change[];
  /** Runs `read` (synchronous) on the state before the last write, then puts the present back. */
  readBefore<Result>(read: () => Result): Result;
  /** Sets a row as the journal tells it; no row means it was removed. */
  restore(change: Pick<Change, 'kind' | 'id' | 'after'>): void;
};

const KINDS = ['channel', 'video', 'stream', 'playlist', 'item', 'token', 'settings'] as const;

/** All tables of one channel, in memory. */
export function createStore(): Store {
  let pending: Change[] = [];
  let lastWrite: readonly Change[] = [];
  const tables = createTables((change) => pending.push(change));

  const apply = (changes: readonly Change[], side: 'before' | 'after') => {
    for (const { kind, id, ...sides } of changes) setRow(tables, kind, id, sides[side]);
    pending = [];
  };

  return {
    ...tables,
    takeChanges() {
      const changes = pending;
      pending = [];
      if (changes.some(isContent)) lastWrite = changes;
      return changes;
    },
    readBefore(read) {
      apply([...lastWrite].reverse(), 'before');
      try {
        return read();
      } finally {
        apply(lastWrite, 'after');
      }
    },
    restore({ kind, id, after }) {
      apply([{ kind, id, before: undefined, after }], 'after');
    },
  };
}

function createTables(report: (change: Change) => void): Tables {
  return {
    channel: createTable('channel', report),
    video: createTable('video', report),
    stream: createTable('stream', report),
    playlist: createTable('playlist', report),
    item: createTable('item', report),
    token: createTable('token', report),
    settings: createTable('settings', report),
  };
}

function isContent({ kind }: Change): boolean {
  return kind !== 'token' && kind !== 'settings';
}

function setRow(tables: Tables, kind: string, id: string, row: unknown): void {
  const name = KINDS.find((known) => known === kind);
  if (name === undefined) return;
  // The row was taken from this very table, or from the journal this very program wrote.
  const table = tables[name] as unknown as Table<{ readonly id: string }>;
  if (row === undefined) table.remove(id);
  else table.put(row as { readonly id: string });
}

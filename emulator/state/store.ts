import type { Rows } from './rows.ts';
import { createTable, type Table, type TableChange } from './table.ts';

export type StoreTables = { readonly [Kind in keyof Rows]: Table<Rows[Kind]> };

export type Store = StoreTables & {
  /** Ends a request: returns its changes and records them as the last write. */
  takeChanges(): readonly TableChange[];
  /** Runs `read` (synchronous) on the state before the last write, then restores the current state. */
  readBefore<Result>(read: () => Result): Result;
  /** Sets a row from the journal; no row means that it was removed. */
  restore(change: Pick<TableChange, 'kind' | 'id' | 'after'>): void;
};

const KINDS = ['channel', 'video', 'stream', 'playlist', 'item', 'token', 'consent', 'settings'] as const;

/** All tables of one channel, in memory. */
export function createStore(): Store {
  let pending: TableChange[] = [];
  let lastWrite: readonly TableChange[] = [];
  const tables = createTables((change) => pending.push(change));

  const apply = (changes: readonly TableChange[], side: 'before' | 'after') => {
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

function createTables(report: (change: TableChange) => void): StoreTables {
  return {
    channel: createTable('channel', report),
    video: createTable('video', report),
    stream: createTable('stream', report),
    playlist: createTable('playlist', report),
    item: createTable('item', report),
    token: createTable('token', report),
    consent: createTable('consent', report),
    settings: createTable('settings', report),
  };
}

function isContent({ kind }: TableChange): boolean {
  return !['token', 'consent', 'settings'].includes(kind);
}

function setRow(tables: StoreTables, kind: string, id: string, row: unknown): void {
  const name = KINDS.find((known) => known === kind);
  if (name === undefined) return;
  // The row comes from this table, or from a journal that this program wrote.
  const table = tables[name] as unknown as Table<{ readonly id: string }>;
  if (row === undefined) table.remove(id);
  else table.put(row as { readonly id: string });
}

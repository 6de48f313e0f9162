import { createFaults, type Faults } from './faults.ts';
import { createLedger, type EmulatorQuota, type Ledger } from './quota/ledger.ts';
import { type CallLog, createCallLog, type LoggedCall } from './quota/log.ts';
import { plantFirstRows, readChannel, readSettings } from './state/first.ts';
import { type Journal, openJournal } from './state/journal.ts';
import { createPictures, type PictureStore } from './state/pictures.ts';
import type { ChannelRow, SettingsRow } from './state/rows.ts';
import { createStore, type Store } from './state/store.ts';

export type WorldOptions = {
  readonly folder?: string;
  /** Real time in ms; `POST /_/clock` moves what YouTube thinks the time is, on top of it. */
  readonly clock?: () => number;
  readonly perDay?: number;
  readonly visibilityDelayMs?: number;
};

/** One channel with its quota, its faults and its memory. */
export type World = {
  readonly store: Store;
  readonly log: CallLog;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly pictures: PictureStore;
  /** YouTube's time in ms. */
  now(): number;
  /** The clock of the people outside, which `POST /_/clock` does not move: access tokens live by it. */
  realNow(): number;
  channel(): ChannelRow;
  settings(): SettingsRow;
  /** Makes the changes of one request durable, with its line in the log. */
  commit(call?: Omit<LoggedCall, 'seq'>): void;
  close(): void;
};

type Line = {
  readonly row?: readonly [kind: string, id: string, row: unknown];
  readonly call?: LoggedCall;
  readonly quota?: EmulatorQuota;
};

/** Opens the channel kept in `folder`, or a new one. */
export function openWorld(options: WorldOptions = {}): World {
  const realNow = options.clock ?? Date.now;
  const parts = { store: createStore(), log: createCallLog(), ledger: createLedger() };
  const now = () => realNow() + readSettings(parts.store).clockOffsetMs;
  const journal = openJournal(
    options.folder,
    (line) => replay(parts, line as Line),
    () => {
      plantFirstRows(parts.store, options, realNow());
      return snapshot(parts, now(), realNow());
    },
  );
  if (options.folder === undefined) plantFirstRows(parts.store, options, realNow());
  parts.store.takeChanges();
  return {
    ...parts,
    faults: createFaults(),
    pictures: createPictures(options.folder),
    now,
    realNow,
    channel: () => readChannel(parts.store),
    settings: () => readSettings(parts.store),
    commit: (call) => commit(parts, journal, call),
    close: () => journal.close(),
  };
}

type Parts = Pick<World, 'store' | 'log' | 'ledger'>;

function commit({ store, log }: Parts, journal: Journal, call: Omit<LoggedCall, 'seq'> | undefined): void {
  const lines: Line[] = store
    .takeChanges()
    .map(({ kind, id, after }) => ({ row: [kind, id, after ?? null] }));
  if (call !== undefined) lines.push({ call: log.add(call) });
  journal.append(lines);
}

function replay({ store, log, ledger }: Parts, { row, call, quota }: Line): void {
  if (row !== undefined) store.restore({ kind: row[0], id: row[1], after: row[2] ?? undefined });
  if (call !== undefined) {
    log.restore(call);
    if (call.by === 'api' && call.units > 0) ledger.book({ ...call, at: Date.parse(call.at) });
  }
  if (quota !== undefined) ledger.restore(quota);
}

/** What a fresh journal starts with; the quota stands last, so that it wins over what the calls before it add up to. */
function* snapshot({ store, log, ledger }: Parts, now: number, realNow: number): Generator<Line> {
  for (const kind of ['channel', 'settings', 'stream', 'playlist', 'video', 'item'] as const)
    for (const row of store[kind].rows()) yield { row: [kind, row.id, row] };
  for (const token of store.token.rows())
    if (token.expiresAt > realNow) yield { row: ['token', token.id, token] };
  for (const call of log.all()) yield { call };
  const { day, spent, byMethod } = ledger.read(now);
  yield { quota: { day, spent, byMethod } };
}

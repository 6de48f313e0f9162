import { createFaults, type Faults } from './faults.ts';
import { type AuthorizationCodes, createCodes } from './oauth/codes.ts';
import { createLedger, type EmulatorQuota, type Ledger } from './quota/ledger.ts';
import { type CallLog, createCallLog, type LoggedCall } from './quota/log.ts';
import { addFirstRows, readChannel, readSettings } from './state/first.ts';
import { type Journal, openJournal } from './state/journal.ts';
import { createPictures, type PictureStore } from './state/pictures.ts';
import type { ChannelRow, SettingsRow } from './state/rows.ts';
import { createStore, type Store } from './state/store.ts';

export type WorldOptions = {
  readonly folder?: string;
  /** Real time in ms; `POST /_/clock` adds an offset for YouTube's time. */
  readonly clock?: () => number;
  readonly perDay?: number;
  readonly visibilityDelayMs?: number;
};

/** A channel with its quota, faults and log. */
export type World = {
  readonly store: Store;
  readonly log: CallLog;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly pictures: PictureStore;
  /** Lost at a restart: they are good for minutes. */
  readonly codes: AuthorizationCodes;
  /** YouTube's time in ms. */
  now(): number;
  /** Real time, which `POST /_/clock` does not move; access tokens expire by it. */
  realNow(): number;
  channel(): ChannelRow;
  settings(): SettingsRow;
  /** Persists the changes of one request, with its entry in the log. */
  commit(call?: Omit<LoggedCall, 'seq'>): void;
  close(): void;
};

type Line = {
  readonly row?: readonly [kind: string, id: string, row: unknown];
  readonly call?: LoggedCall;
  readonly quota?: EmulatorQuota;
};

/** Opens the channel stored in `folder`, or a new one. */
export function openWorld(options: WorldOptions = {}): World {
  const realNow = options.clock ?? Date.now;
  const persisted = { store: createStore(), log: createCallLog(), ledger: createLedger() };
  const now = () => realNow() + readSettings(persisted.store).clockOffsetMs;
  const journal = openJournal(
    options.folder,
    (line) => replay(persisted, line as Line),
    () => {
      addFirstRows(persisted.store, options, realNow());
      return snapshot(persisted, now(), realNow());
    },
  );
  if (options.folder === undefined) addFirstRows(persisted.store, options, realNow());
  persisted.store.takeChanges();
  return {
    ...persisted,
    faults: createFaults(),
    pictures: createPictures(options.folder),
    codes: createCodes(),
    now,
    realNow,
    channel: () => readChannel(persisted.store),
    settings: () => readSettings(persisted.store),
    commit: (call) => commit(persisted, journal, call),
    close: () => journal.close(),
  };
}

type Persisted = Pick<World, 'store' | 'log' | 'ledger'>;

function commit(
  { store, log }: Persisted,
  journal: Journal,
  call: Omit<LoggedCall, 'seq'> | undefined,
): void {
  const lines: Line[] = store
    .takeChanges()
    .map(({ kind, id, after }) => ({ row: [kind, id, after ?? null] }));
  if (call !== undefined) lines.push({ call: log.add(call) });
  journal.append(lines);
}

function replay({ store, log, ledger }: Persisted, { row, call, quota }: Line): void {
  if (row !== undefined) store.restore({ kind: row[0], id: row[1], after: row[2] ?? undefined });
  if (call !== undefined) {
    log.restore(call);
    if (call.by === 'api' && (call.units > 0 || call.bucket !== undefined))
      ledger.book({ ...call, at: Date.parse(call.at) });
  }
  if (quota !== undefined) ledger.restore(quota);
}

/** The content of a new journal. The quota comes last and replaces the sum of the calls before it. */
function* snapshot({ store, log, ledger }: Persisted, now: number, realNow: number): Generator<Line> {
  for (const kind of ['channel', 'settings', 'consent', 'stream', 'playlist', 'video', 'item'] as const)
    for (const row of store[kind].rows()) yield { row: [kind, row.id, row] };
  for (const token of store.token.rows())
    if (token.expiresAt > realNow) yield { row: ['token', token.id, token] };
  for (const call of log.all()) yield { call };
  const { day, spent, byMethod } = ledger.read(now);
  yield { quota: { day, spent, byMethod } };
}

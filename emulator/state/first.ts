import { defined } from '../defined.ts';
import { newStreamKey } from './ids.ts';
import type { ChannelRow, SettingsRow } from './rows.ts';
import type { Store } from './store.ts';

const CHANNEL: ChannelRow = { id: 'channel', channelId: 'UCshowrunnerlocal0000000', title: 'Local Academy' };

const SETTINGS: SettingsRow = {
  id: 'settings',
  perDay: 10_000,
  visibilityDelayMs: 0,
  clockOffsetMs: 0,
  costs: {},
};

/** Adds what a new channel has: one reusable stream named "Main encoder". Options override stored settings. */
export function addFirstRows(
  store: Store,
  options: { readonly perDay?: number; readonly visibilityDelayMs?: number },
  now: number,
): void {
  if (store.channel.get('channel') === undefined) {
    store.channel.put(CHANNEL);
    addStream(store, 'Main encoder', now);
  }
  store.settings.put({
    ...readSettings(store),
    ...defined({ perDay: options.perDay, visibilityDelayMs: options.visibilityDelayMs }),
  });
}

/** Adds a stream as the Live Control Room creates it. Its id depends on its title, so that a new channel is always the same. */
export function addStream(store: Store, title: string, now: number): void {
  const { channelId } = readChannel(store);
  store.stream.put({
    id: `${channelId.slice(2)}-${Buffer.from(title).toString('base64url')}`,
    title,
    description: '',
    createdAt: new Date(now).toISOString(),
    key: newStreamKey(),
    active: false,
    ingestionType: 'rtmp',
    resolution: 'variable',
    frameRate: 'variable',
    isReusable: true,
  });
}

export function readChannel(store: Store): ChannelRow {
  return store.channel.get('channel') ?? CHANNEL;
}

export function readSettings(store: Store): SettingsRow {
  return store.settings.get('settings') ?? SETTINGS;
}

import { describe, expect, it } from 'vitest';
import type { TakeOverOffers } from '../../contract/drift.ts';
import { dropOffers, recordOffers } from './offers.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from './state.ts';

const OFFERS: TakeOverOffers = {
  count: 7,
  shows: [
    { show: 'talks', count: 4, first: ['talks/a'] },
    { count: 3, first: ['b'] },
  ],
};
const found = (takeOvers?: TakeOverOffers) => ({
  commit: 'c',
  count: 0,
  episodes: [],
  ...(takeOvers === undefined ? {} : { takeOvers }),
});
function open(): SyncState {
  const state: SyncState = { ...NEW_SYNC };
  recordOffers(state, found(OFFERS));
  return state;
}

describe('an offer to take videos over', () => {
  it('is what the last complete check found, and part of the status', () => {
    const state = open();
    expect(toSyncStatus(state).takeOvers).toEqual(OFFERS);
    recordOffers(state, found());
    expect(state.takeOvers).toEqual(OFFERS);
    recordOffers(state, found({ count: 0, shows: [] }));
    expect(toSyncStatus(state)).not.toHaveProperty('takeOvers');
  });

  it('loses what was taken over, by show, and is gone with the last video', () => {
    const state = open();
    dropOffers(state);
    expect(state.takeOvers).toEqual(OFFERS);
    dropOffers(state, [{ show: 'talks', count: 1 }, { count: 3 }]);
    expect(state.takeOvers).toEqual({ count: 3, shows: [{ show: 'talks', count: 3, first: ['talks/a'] }] });
    dropOffers(state, [{ show: 'talks', count: 3 }]);
    expect(state.takeOvers).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { episodeActivities, readActivities, youtubeActivities } from './activity-proxies.ts';
import { openEpisode } from './episode/state.ts';
import { patch } from './patch.ts';

const openState = () => openEpisode({ episodeId: 'a/one', title: 'One' });

/** Never called: `npm run types` fails when one of these lines compiles. */
function listMistakes(): void {
  // @ts-expect-error a repeated insert would create a second broadcast
  void readActivities.createBroadcast;
  // @ts-expect-error updates are repeated too
  void episodeActivities.createBroadcast;
  // @ts-expect-error reads must be repeated
  void youtubeActivities.readHead;

  // @ts-expect-error a misspelt field
  patch(openState(), { stalled: false, atention: undefined });
  const changes = { stalled: false, atention: undefined };
  // @ts-expect-error a misspelt field in a variable
  patch(openState(), changes);
  // @ts-expect-error a value of another type
  patch(openState(), { stalled: 'no' });
  // @ts-expect-error a field that always has a value
  patch(openState(), { phase: undefined });
}

it('mistakes with state and activity proxies do not compile', () => {
  expect(listMistakes).toBeTypeOf('function');
  const state = openState();
  patch(state, { stalled: true, attention: 'act' });
  expect(state).toMatchObject({ stalled: true, attention: 'act' });
});

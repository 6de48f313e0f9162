import { expect, it } from 'vitest';
import { recordLook, recordWrite } from './record-look.ts';
import { openEpisode } from './state.ts';
import { toEpisodeStatus } from './status.ts';

const NOW = Date.parse('2026-11-30T08:00:00Z');

it('a look that finds nothing to write leaves the last write, with its commit and its time', () => {
  const state = openEpisode({ episodeId: 'a', title: 'A' });
  recordLook(state, {}, NOW);
  recordWrite(state, { what: ['title', 'bound'], commit: 'c1' }, NOW);
  recordLook(state, { videoPages: 'http://127.0.0.1:1/videos' }, NOW + 60_000);
  recordWrite(state, { what: [], commit: 'c2' }, NOW + 60_000);
  expect(toEpisodeStatus(state)).toMatchObject({
    lastWrite: { what: 'title; bound', at: '2026-11-30T08:00:00.000Z', commit: 'c1' },
    lastLookAt: '2026-11-30T08:01:00.000Z',
    videoPages: 'http://127.0.0.1:1/videos',
  });
});

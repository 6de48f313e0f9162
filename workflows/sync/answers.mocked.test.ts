import { beforeEach, expect, it, vi } from 'vitest';
import type { FindEpisodesRequest } from '../../contract/answers.ts';
import { answerAdopt, answerCheck, answerOverwrite } from './answers.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

/** What was sent to episodes. */
const world = vi.hoisted(() => ({ sent: [] as string[] }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  currentUpdateInfo: () => ({ id: 'u1' }),
}));
vi.mock('../activity-proxies.ts', () => {
  const send = (name: string, result: unknown) => ({
    executeWithOptions: async () => {
      world.sent.push(name);
      return result;
    },
  });
  return {
    answerActivities: {
      findEpisodes: {
        executeWithOptions: async (_options: object, [{ episodes }]: [FindEpisodesRequest]) => ({
          found: episodes.map((episodeId) => ({ episodeId, changeKey: 'mine' })),
          unknown: [],
        }),
      },
      overwriteEpisode: send('overwrite', { says: 'written: wrote title' }),
      checkEpisodes: send('check', [{ episodeId: 'a/one', says: 'unchanged: up to date' }]),
      adoptEpisode: send('adopt', { says: 'commit this', diff: ['- a', '+ b'] }),
    },
  };
});
beforeEach(() => void Object.assign(world, { sent: [] }));

const open = (more: Partial<SyncState> = {}): SyncState => ({
  ...NEW_SYNC,
  head: 'c1',
  syncedCommit: 'c1',
  ...more,
});
const request = { episode: 'a/one', by: 'ann' };

it.each([
  ['waits for an approval', { pendingApproval: { commit: 'c1', checksum: 'x', changeKeys: ['mine'] } }],
  ['was rejected', { rejected: ['mine'] }],
])(
  'what %s is neither checked nor overwritten, since that would write it; adopting it writes nothing',
  async (why, decided) => {
    const state = open(decided);
    for (const answer of [answerOverwrite, answerCheck])
      await expect(answer(state, request)).rejects.toThrow(`a/one: its change ${why}`);
    expect(world.sent).toEqual([]);
    expect(await answerAdopt(state, request)).toBe('a/one: commit this\n- a\n+ b');
  },
);

it('what is not decided is sent, and the last three answers are shown', async () => {
  const state = open();
  for (const answer of [answerOverwrite, answerCheck, answerAdopt, answerOverwrite])
    await answer(state, request);
  expect(world.sent).toEqual(['overwrite', 'check', 'adopt', 'overwrite']);
  expect(state.answers?.map(({ update, by, says }) => [update, by, says])).toEqual([
    ['overwrite', 'ann', 'written: wrote title'],
    ['adopt', 'ann', 'commit this'],
    ['check', 'ann', 'unchanged: up to date'],
  ]);
});

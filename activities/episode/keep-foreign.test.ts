import { expect, it } from 'vitest';
import { RepositoryError, type RepositoryFault } from '../../clients/git/index.ts';
import type { KeptEntry } from '../../domain/changes/kept/entry.ts';
import { buildVideo } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { keepPicture, keepTexts } from './keep-foreign.ts';

const reason = { episodeId: 'a/one', commit: 'c5', by: 'ann' };
const live = buildVideo({ title: 'Theirs', description: 'Words ', tags: ['b', 'a'] });

/** A store that keeps in memory, or fails. */
function open(fault?: RepositoryFault, isOnThisMachineOnly = false) {
  const entries: KeptEntry[] = [];
  const keep = async (entry: KeptEntry): Promise<string> => {
    if (fault !== undefined) throw new RepositoryError(fault, 'git push: no.');
    entries.push(entry);
    return '0123456789abcdef';
  };
  const kept = { keep, place: 'https://(hidden)@host/kept.git', isOnThisMachineOnly };
  const deps = { kept, clock: () => Date.UTC(2026, 10, 29) } as unknown as Dependencies;
  return { deps, entries };
}

it('keeps the whole texts as they were read, with when and why', async () => {
  const { deps, entries } = open();
  const detail = 'kept the previous title as 0123456789abcdef';
  expect(await keepTexts(deps, reason, { live, fields: ['title'] })).toEqual({
    kept: '0123456789abcdef',
    detail,
  });
  expect(entries).toEqual([
    {
      ...reason,
      videoId: live.videoId,
      at: '2026-11-29T00:00:00.000Z',
      fields: ['title'],
      kind: 'texts',
      texts: { title: 'Theirs', description: 'Words ', tags: ['b', 'a'] },
    },
  ]);
  const alone = await keepTexts(open(undefined, true).deps, reason, { live, fields: ['title'] });
  expect(alone.detail).toBe(`${detail}, on this machine only`);
});

it.each([
  ['unreachable', 'wait', 60_000, 'It is tried again'],
  ['refused', 'stall', undefined, 'send the update retry'],
  ['git-failed', 'stall', undefined, 'send the update retry'],
] as const)(
  'a remote that is %s is a %s: nothing was sent, and the message says what to do',
  async (fault, kind, retryAfterMs, next) => {
    const picture = { bytes: new Uint8Array([1]), mimeType: 'image/png' };
    const failure = {
      kind,
      retryAfterMs,
      reason: 'not-kept',
      outcome: 'not-sent',
      message: expect.stringMatching(
        new RegExp(
          `must be kept .* in https://\\(hidden\\)@host/kept\\.git: git push: no\\. Nothing was written\\. .*${next}`,
        ),
      ),
    };
    const { deps } = open(fault);
    await expect(keepTexts(deps, reason, { live, fields: ['title'] })).rejects.toMatchObject(failure);
    const { videoId } = live;
    await expect(keepPicture(deps, reason, { videoId, url: 'u', picture })).rejects.toMatchObject(failure);
  },
);

import { expect, it } from 'vitest';
import type { ClaimedRequest } from '../../contract/sync.ts';
import { buildCatalog } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { listClaimed } from './list-claimed.ts';

const video = (videoId: string) => ({ show: 'talks', kind: 'video', youtube: { videoId } });
const catalog = buildCatalog({
  shows: { talks: { name: 'Talks', manage: 'full' } },
  episodes: {
    'talks/b': video('video00000b'),
    'talks/a': video('video00000a'),
    'talks/c': { show: 'talks' },
  },
});
const deps = {
  repository: { readCatalog: async () => ({ catalog, problems: [] }) },
} as unknown as Dependencies;
const list = (request: Omit<ClaimedRequest, 'commit'>) => listClaimed(deps, { commit: 'c', ...request });

it('lists by id the episodes whose files name a video, and how many there are', async () => {
  expect(await list({ show: 'talks' })).toEqual({ episodes: ['talks/a', 'talks/b'], of: 2 });
  expect(await list({ episodes: ['talks/b', 'talks/c'] })).toEqual({ episodes: ['talks/b'], of: 1 });
});

it.each([
  [{ show: 'taks' }, 'there is no show "taks". Did you mean "talks"?'],
  [{ episodes: ['talks/a', 'talk/b'] }, 'there is no episode "talk/b". Did you mean "talks/b"?'],
  [{ show: 'constructor' }, 'there is no show "constructor"'],
])('says what it does not know of %j', async (request, unknown) => {
  expect(await list(request)).toMatchObject({ unknown });
});

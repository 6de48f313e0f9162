import { expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { listMoved, trackOrphans } from './removals.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY;
const at = (
  ids: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  invalid: readonly string[] = [],
) => ({
  commit: '0123456789abcdef',
  catalog: buildCatalog({ episodes: { ...ids } }),
  problems: [],
  invalidFiles: invalid.map((path) => ({ path })),
});
const open = (head: ReturnType<typeof at>, base: ReturnType<typeof at>) => ({
  repository: {
    readCatalog: async (commit: string) => (commit === 'head' ? head : base),
  } as unknown as Dependencies['repository'],
});
const scope = { commit: 'head', baseCommits: ['base'], at: NOW };
const orphan = (episodeId: string, days: number) => ({
  episodeId,
  path: `episodes/${episodeId}.yaml`,
  restore: 'git checkout old',
  at: NOW - days * DAY,
});

it('tells where a lost file was last, before the earlier ones', async () => {
  const deps = open(at({ a: {} }), at({ a: {}, b: {} }));
  expect(await trackOrphans(deps, { ...scope, orphans: [orphan('c', 1)] }, ['b'])).toEqual([
    {
      episodeId: 'b',
      path: 'episodes/b.yaml',
      restore: 'git checkout 0123456789 -- episodes/b.yaml',
      at: NOW,
    },
    orphan('c', 1),
  ]);
});

it('forgets an orphan that is back, by its id, a former id or a file that cannot be read, and one of long ago', async () => {
  const deps = open(at({ a: {}, d: { aliases: ['b'] } }, ['episodes/e.yaml']), at({}));
  const orphans = [orphan('a', 1), orphan('b', 1), orphan('e', 1), orphan('old', 30), orphan('kept', 29)];
  expect(await trackOrphans(deps, { ...scope, orphans }, [])).toEqual([orphan('kept', 29)]);
});

it('keeps twenty at most, and quotes a path that a shell would read otherwise', async () => {
  const ids = Array.from({ length: 25 }, (_, index) => `many-${index}`);
  const deps = open(at({}), at(Object.fromEntries([...ids, "it's"].map((id) => [id, {}]))));
  expect(await trackOrphans(deps, scope, ids)).toHaveLength(20);
  const [quoted] = await trackOrphans(deps, scope, ["it's"]);
  expect(quoted?.restore).toBe("git checkout 0123456789 -- 'episodes/it'\\''s.yaml'");
});

it('lists ids that became former ids, and none that exist or are gone', async () => {
  const deps = open(at({}), at({ old: {}, gone: {}, same: {} }));
  const head = buildCatalog({ episodes: { new: { aliases: ['old', 'never'] }, same: {} } });
  expect(await listMoved(deps, scope, head)).toEqual(['old']);
});

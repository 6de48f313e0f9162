import { expect, it } from 'vitest';
import { type Repository, RepositoryError } from '../../clients/git/index.ts';
import type { Standing } from '../../domain/changes/hand-over.ts';
import { renderDesired } from '../../domain/render/desired.ts';
import { buildCatalog, buildVideo, episodeOf } from '../../test/support/catalog.ts';
import { judgeAllReplaced } from './replaced-videos.ts';

type Written = Readonly<Record<string, unknown>>;
const OLD = 'oldVideo001';
const NEW = 'newVideo001';
const HIDE = { videoId: OLD, visibility: 'unlisted' };
const SEALED = { kind: 'sealed' } as Standing;

const catalogOf = (episode: Written | undefined, show: Written = {}) =>
  buildCatalog({ shows: { s: show }, episodes: episode === undefined ? {} : { 'a/one': episode } });
/** An upload that hides the one that it replaces; no file says who may watch it. */
const file = (more: Written = {}): Written => ({
  kind: 'video',
  show: 's',
  youtube: { videoId: NEW, replaces: [HIDE] },
  ...more,
});

/** `before`: the episode's file at each earlier commit; undefined: it had none; null: git has lost the commit. */
async function judge(before: readonly (Written | undefined | null)[], show?: Written, now = file()) {
  const repository = {
    readCatalog: async (commit: string) => {
      const written = before[Number(commit)];
      if (written === null) throw new RepositoryError('unknown-commit', 'gone');
      return { catalog: catalogOf(written) };
    },
  } as unknown as Repository;
  const catalog = catalogOf(now, show);
  const episode = episodeOf(catalog);
  const upload = (videoId: string) => buildVideo({ videoId, phase: 'none' });
  const [judged] = await judgeAllReplaced(
    { repository },
    {
      content: { catalog, episode, desired: renderDesired(catalog, episode) },
      successor: { live: upload(NEW), standing: SEALED },
      olds: [upload(OLD)],
      baseCommits: before.map((_, index) => String(index)),
      due: [],
      standingOf: () => SEALED,
      at: 0,
    },
  );
  return judged?.decision.kind;
}

it.each<[string, Written | undefined]>([
  ['had no entry', file({ youtube: { videoId: OLD } })],
  ['did not exist', undefined],
  ['was a draft', file({ status: 'draft' })],
  ['was cancelled', file({ status: 'cancelled' })],
  ['was not on YouTube', file({ kind: 'none' })],
  ['kept the visibility', file({ fields: { visibility: 'keep' } })],
])('an entry is new where its file %s before', async (_name, before) => {
  expect(await judge([before])).toBe('write');
  expect(await judge([file(), before])).toBe('write');
});

it('an entry that stood there before is not, nor one of which git knows nothing', async () => {
  expect(await judge([file()])).toBe('left');
  expect(await judge([null])).toBe('left');
  expect(await judge([])).toBe('left');
});

it('needs no visibility of the new video in a file, but none that keeps it', async () => {
  const before = file({ youtube: { videoId: OLD } });
  expect(await judge([before], { defaults: { visibility: 'public' } })).toBe('write');
  expect(await judge([before], { fields: { visibility: 'seed' } })).toBe('left');
  expect(
    await judge([before], { fields: { visibility: 'seed' } }, file({ fields: { visibility: 'full' } })),
  ).toBe('write');
});

it('a video that is not on YouTube any more needs nothing', async () => {
  const bare = file({
    youtube: { videoId: NEW, replaces: [{ videoId: 'goneVideo01', visibility: 'private' }] },
  });
  expect(await judge([undefined], {}, bare)).toBeUndefined();
});

import { expect, it } from 'vitest';
import {
  type FileText,
  type PushedChange,
  type Repository,
  RepositoryError,
} from '../../clients/git/index.ts';
import { recordVideo } from './record-video.ts';
import { createVideoRecorder, type RecorderOptions } from './video-recorder.ts';

const TITLE = 'title: One\nscheduledFor: 2030-01-01T18:00:00Z\n';
const pathOf = (id: string): string => `episodes/${id}.yaml`;
const named = (id: string, videoId: string): FileText => ({
  path: pathOf(id),
  text: `${TITLE}youtube:\n  videoId: ${videoId}\n`,
});

/** A repository whose files are all alike. `pushed`: the changes that it was asked for. */
function open(
  ids: readonly string[],
  { unmerged = [] as FileText[], error = undefined as Error | undefined } = {},
) {
  const pushed: (PushedChange | undefined)[] = [];
  const repository = {
    readCatalog: async () => ({
      catalog: {
        episodes: Object.fromEntries(ids.map((id) => [id, { origin: { path: pathOf(id), blob: 'b' } }])),
        episodeAliases: {},
      },
    }),
    push: async ({ create }: Parameters<NonNullable<Repository['push']>>[0]) => {
      if (error !== undefined) throw error;
      pushed.push(await create({ head: 'h', readText: async () => TITLE, unmerged }));
      return `commit ${pushed.length}`;
    },
  } as unknown as Repository;
  const record = (options: RecorderOptions = {}) =>
    createVideoRecorder(repository, { batchMs: 20, ...options });
  return { record, pushed };
}

it('commits the videos of a moment together, and those of a later one by themselves', async () => {
  const { record, pushed } = open(['a/1', 'a/2', 'a/3']);
  const recorder = record();
  const first = await Promise.all([
    recorder?.record({ episodeId: 'a/1', videoId: 'dQw4w9WgXc1' }),
    recorder?.record({ episodeId: 'a/2', videoId: 'dQw4w9WgXc2' }),
  ]);
  expect(first).toEqual(['commit 1', 'commit 1']);
  await recorder?.record({ episodeId: 'a/3', videoId: 'dQw4w9WgXc3' });
  expect(pushed.map((change) => change?.files)).toEqual([
    [named('a/1', 'dQw4w9WgXc1'), named('a/2', 'dQw4w9WgXc2')],
    [named('a/3', 'dQw4w9WgXc3')],
  ]);
  expect(pushed.map((change) => change?.message.split('\n')[0])).toEqual([
    'Name the videos of 2 episodes',
    'Name the video of a/3',
  ]);
});

it('keeps on its own branch what is not merged, and commits nothing that is there already', async () => {
  const { record, pushed } = open(['a/1', 'a/2'], { unmerged: [named('a/1', 'dQw4w9WgXc1')] });
  const recorder = record({ ownBranch: 'videos' });
  await recorder?.record({ episodeId: 'a/1', videoId: 'dQw4w9WgXc1' });
  await recorder?.record({ episodeId: 'a/2', videoId: 'dQw4w9WgXc2' });
  await recorder?.record({ episodeId: 'gone', videoId: 'dQw4w9WgXc3' });
  expect(pushed.map((change) => change?.files.map(({ path }) => path))).toEqual([
    undefined,
    [pathOf('a/1'), pathOf('a/2')],
    undefined,
  ]);
});

it.each([
  ['it is on by default', true, 'off'],
  ['a setting says so', false, 'refused'],
])('answers that it may not push, where %s', async (_what, mayBeRefused, kind) => {
  const error = new RepositoryError('refused', 'Permission denied');
  const recorder = open(['a/1'], { error }).record({ mayBeRefused });
  const video = { episodeId: 'a/1', videoId: 'dQw4w9WgXc1' };
  if (recorder === undefined) throw new Error('there is a push');
  expect(await recordVideo({ recorder }, video)).toEqual({ kind, detail: 'Permission denied' });
});

it('fails, so that the workflow tries again, when the repository is away', async () => {
  const recorder = open(['a/1'], { error: new RepositoryError('unreachable', 'away') }).record();
  if (recorder === undefined) throw new Error('there is a push');
  const video = { episodeId: 'a/1', videoId: 'dQw4w9WgXc1' };
  await expect(recordVideo({ recorder }, video)).rejects.toThrow('away');
});

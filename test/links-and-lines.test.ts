import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { episodeWorkflowId } from '../contract/ids.ts';
import { renderSeal, UNFINISHED } from '../domain/render/description/seal.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, LAST_YEAR, NEXT_YEAR, upcoming } from './support/academy-files.ts';

const PAGE = 'https://academy.example/watch/';
let academy: TestAcademy;
let last = 0;

const monthOf = (month: string): string => NEXT_YEAR.replace('06-01', `${month}-01`);
const pathOf = (id: string): string => `episodes/${id}.yaml`;
const video = (id: string) => academy.youtube.video(id);
const seed = (videos: readonly Record<string, unknown>[]) => academy.youtube.seed({ videos });

async function commit(files: Record<string, string>): Promise<void> {
  last = await academy.youtube.lastWrite();
  await academy.content.commit('change', files);
  await academy.waitUntilSynced();
}
/** The methods of the writes since the last commit, by video. */
async function written(): Promise<Readonly<Record<string, string[]>>> {
  const found: Record<string, string[]> = {};
  for (const { videoId = 'none', method } of await academy.youtube.writes(last))
    found[videoId] = [...(found[videoId] ?? []), method];
  return found;
}
/** The episode has done the branch's head. */
async function done(id: string) {
  const head = await academy.content.git('rev-parse', 'HEAD');
  return until(
    () => academy.episode(id),
    (status) => status.commit === head,
  );
}
const attentionOf = async (id: string): Promise<string> =>
  (
    await until(
      () => academy.episode(id),
      ({ attention }) => attention !== undefined,
    )
  ).attention ?? '';

/** Terminates the run of an episode, and deletes it if all state is to be lost. */
async function endRun(id: string, isLost: boolean): Promise<void> {
  const { workflow, workflowService, options } = academy.client();
  const handle = workflow.getHandle(episodeWorkflowId(id));
  await handle.terminate('by hand').catch(() => undefined);
  if (!isLost) return;
  await workflowService.deleteWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId: episodeWorkflowId(id) },
  });
  await until(
    () =>
      handle.describe().then(
        () => false,
        (error: unknown) => error instanceof WorkflowNotFoundError,
      ),
    (isGone) => isGone,
  );
}

beforeAll(async () => {
  const files = {
    ...academyFiles(),
    'shows/careful.yaml':
      'name: Careful\nmanage: new\ntags: [careful]\nplaylists: [PLtalks]\ndefaults: { duration: 60m, stream: main, latency: low }\n',
  };
  academy = await openAcademy({ files });
  await academy.startWorker();
  await academy.waitUntilSynced();
}, 120_000);
afterAll(() => academy.close());

it('a trailer and a pre-show that link to the page are links: the streams are created, both stay as they are', async () => {
  await seed([
    {
      id: 'trailerAAA1',
      title: 'Trailer: the lock-free queue',
      description: `Next Wednesday, live:\n\n${PAGE}talks/queue\n\nSubscribe!`,
      tags: ['trailer'],
      durationSeconds: 45,
    },
    {
      id: 'preshowBBB2',
      title: 'Community pre-show',
      description: `Hang out with us before the main stream:\n${PAGE}talks/main`,
      scheduledStartTime: monthOf('02').replace('T17', 'T15'),
    },
  ]);
  const before = [await video('trailerAAA1'), await video('preshowBBB2')];
  await commit({
    [pathOf('talks/queue')]: upcoming('The lock-free queue', 'ada', monthOf('01')),
    [pathOf('talks/main')]: upcoming('The main stream', 'ada', monthOf('02')),
  });
  const made = [(await done('talks/queue')).videoId, (await done('talks/main')).videoId];
  const writes = await written();
  expect(Object.keys(writes).toSorted()).toEqual(made.toSorted());
  for (const id of made) expect(writes[id ?? '']).toContain('liveBroadcasts.insert');
  expect([await video('trailerAAA1'), await video('preshowBBB2')]).toEqual(before);
});

it('`manage: new` writes nothing to videos that it did not make, whoever names them', async () => {
  await seed([
    {
      id: 'handmadeVd1',
      title: 'By hand',
      description: 'By hand.',
      actualStartTime: LAST_YEAR,
      actualEndTime: LAST_YEAR,
    },
    {
      id: 'handmadeUp2',
      title: 'By hand, upcoming',
      description: 'By hand.',
      scheduledStartTime: monthOf('03'),
    },
  ]);
  const before = [await video('handmadeVd1'), await video('handmadeUp2')];
  const fileOf = (videoId: string, start: string): string =>
    `title: Ours\nshow: careful\nscheduledFor: ${start}\nguests: [ada]\nyoutube: { videoId: ${videoId} }\n`;
  const files = {
    [pathOf('careful/hand')]: fileOf('handmadeVd1', LAST_YEAR),
    [pathOf('careful/up')]: fileOf('handmadeUp2', monthOf('03')),
  };
  await commit(files);
  expect(await written()).toEqual({});
  await commit({
    'shows/careful.yaml':
      'name: Careful\nmanage: new\ntags: [other]\ndefaults: { duration: 60m, stream: main }\n',
  });
  expect(await written()).toEqual({});
  expect([await video('handmadeVd1'), await video('handmadeUp2')]).toEqual(before);
  const { playlists } = await academy.youtube.channel();
  expect(playlists.flatMap(({ items }) => items).filter((id) => id.startsWith('handmade'))).toEqual([]);
});

it('an unfinished line on two broadcasts: neither is taken, and none is created', async () => {
  const seal = Object.values(renderSeal({ title: 'Twice', body: 'Words', tags: [] }, UNFINISHED)).join('-');
  const description = `Words\n\n${PAGE}talks/twice#${seal}`;
  await seed(
    ['twiceVideo1', 'twiceVideo2'].map((id) => ({
      id,
      title: 'Twice',
      description,
      scheduledStartTime: monthOf('04'),
    })),
  );
  await commit({ [pathOf('talks/twice')]: upcoming('Twice', 'ada', monthOf('04')) });
  expect(await attentionOf('talks/twice')).toMatch(/twiceVideo\d and twiceVideo\d all carry the marker/);
  expect(await written()).toEqual({});
});

it('"Reuse details" carries a perfect seal to another broadcast: there it is a link', async () => {
  await commit({ [pathOf('talks/reused')]: upcoming('Reused', 'ada', monthOf('05')) });
  const { videoId = '' } = await done('talks/reused');
  const { title, description, tags } = await video(videoId);
  await seed([{ id: 'reusedCopy1', title, description, tags, scheduledStartTime: monthOf('08') }]);
  const copy = await video('reusedCopy1');
  await commit({ [pathOf('talks/reused')]: upcoming('Reused no more', 'bob', monthOf('05')) });
  await done('talks/reused');
  expect(Object.keys(await written())).toEqual([videoId]);
  // Whoever has forgotten everything finds the right one, too.
  await endRun('talks/reused', true);
  await commit({ [pathOf('talks/reused')]: upcoming('Reused again', 'bob', monthOf('05')) });
  expect((await done('talks/reused')).videoId).toBe(videoId);
  expect(Object.keys(await written())).toEqual([videoId]);
  expect(await video('reusedCopy1')).toEqual(copy);
});

it('a person takes our line out of a stream to come: all but the description goes on, by memory, and without it nothing', async () => {
  const start = (minute: number): string => monthOf('09').replace('17:00', `17:${minute}`);
  const file = (title: string, minute: number) => ({
    [pathOf('talks/lineless')]: upcoming(title, 'ada', start(minute)),
  });
  await commit(file('First', 10));
  const { videoId = '' } = await done('talks/lineless');
  const { description } = await video(videoId);
  const theirs = description.slice(0, description.lastIndexOf('\n\nhttps://'));
  await academy.youtube.studio(videoId, { description: theirs });
  const expectAllButTheDescription = async (title: string, minute: number): Promise<void> => {
    const { skippedFields, attention } = await done('talks/lineless');
    const writes = await written();
    expect(Object.keys(writes)).toEqual([videoId]);
    expect(new Set(writes[videoId])).toEqual(
      new Set(['liveBroadcasts.update', 'videos.update', 'thumbnails.set']),
    );
    const now = await video(videoId);
    expect([now.title, now.description]).toEqual([title, theirs]);
    expect(Date.parse(now.broadcast?.scheduledStartTime ?? '')).toBe(Date.parse(start(minute)));
    expect([skippedFields, attention]).toEqual([
      ['description'],
      expect.stringContaining('edited description'),
    ]);
  };
  await commit(file('Second', 20));
  await expectAllButTheDescription('Second', 20);

  await endRun('talks/lineless', false);
  await commit(file('Third', 30));
  await expectAllButTheDescription('Third', 30);

  const before = await video(videoId);
  await endRun('talks/lineless', true);
  await commit(file('Fourth', 30));
  expect(await attentionOf('talks/lineless')).toContain(`youtube: { videoId: ${videoId} }`);
  expect(await written()).toEqual({});
  expect(await video(videoId)).toEqual(before);
});

import { afterEach, describe, expect, it } from 'vitest';
import { rewriteChanges } from '../contract/rewrite.ts';
import { openAcademy, type TestAcademy } from './support/academy.ts';
import { finishedFiles, LAST_YEAR, videoIdOf } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

/** The result of the last commit's rewrite, once it has ended. */
async function rewritten() {
  await academy.waitUntilSynced();
  const head = await academy.content.git('rev-parse', 'HEAD');
  const { counts, ...others } = await academy.rewrite(`rewrite/${head.slice(0, 10)}`);
  return { counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)), ...others };
}

describe('a slice of finished episodes, compared with YouTube', () => {
  it('reconciles those that differ and decides the rest itself: each result and its reason', async () => {
    const withoutVideo = `title: Lost\nshow: talks\nscheduledFor: ${LAST_YEAR}\nguests: [ada]\n`;
    academy = await openAcademy({
      files: { ...finishedFiles(32, () => 'ada'), 'episodes/talks/lost.yaml': withoutVideo },
    });
    const [one, two] = await Promise.all([1, 2].map((at) => academy.youtube.video(videoIdOf(at))));
    const foreign = one?.description.replace('talks/t0001#', 'talks/other#');
    await academy.youtube.studio(videoIdOf(1), { description: foreign });
    await academy.youtube.studio(videoIdOf(2), { description: `By hand.\n\n${two?.description}` });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('of a video that does not exist', {
      'episodes/talks/gone.yaml': `${withoutVideo.replace('Lost', 'Gone')}youtube: { videoId: nowhere0001 }\n`,
    });
    await academy.waitUntilSynced();
    expect(await academy.episode('talks/gone')).toMatchObject({
      attention: expect.stringContaining('video nowhere0001 is no longer on YouTube'),
    });
    const before = await academy.youtube.lastWrite();
    await academy.content.commit('correct', {
      'guests/ada.yaml': `name: Ada ${HOSTILE} Byrne\nof: Analytical Engines\n`,
    });
    const { counts, notes, sample, commit } = await rewritten();
    expect(counts).toEqual({ written: 30, edited: 1, stalled: 1, missed: 1, failed: 1 });
    expect(notes.toSorted()).toEqual([
      expect.stringMatching(/^edited: talks\/t0002: description .*not overwritten$/),
      'failed: talks/gone: video nowhere0001 is not on YouTube',
      expect.stringContaining('missed: talks/lost: its start has passed and it has no video'),
      expect.stringMatching(/^stalled: talks\/t0001: .* the marker of talks\/other, not of talks\/t0001/),
    ]);
    const writes = (await academy.youtube.writes(before)).map(({ videoId }) => videoId);
    expect(writes.toSorted()).toEqual(WRITTEN.map(videoIdOf));
    expect(sample?.diffs).toMatchObject([
      {
        field: 'description',
        removed: [expect.stringContaining('Ada Byron')],
        added: [expect.stringContaining(HOSTILE)],
      },
    ]);
    await expectChanges(`rewrite/${commit.slice(0, 10)}`);
  });
});

const HOSTILE = '![x](https://evil.example/p.png)';
const WRITTEN = Array.from({ length: 32 }, (_, index) => index).filter((index) => ![1, 2].includes(index));

/** From its page alone, although it has ended: what became of each video, before and after. */
async function expectChanges(workflowId: string): Promise<void> {
  const handle = academy.client().workflow.getHandle(workflowId);
  expect((await handle.describe()).status.name).toBe('COMPLETED');
  const pages = [await handle.query(rewriteChanges), await handle.query(rewriteChanges, 2)];
  expect(pages).toMatchObject([
    { page: 1, of: 2, written: 30, shown: 30 },
    { page: 2, of: 2 },
  ]);
  const videos = pages.flatMap((page) => page.videos);
  expect(videos.map(({ video = '' }) => video.split('/').at(-1)).toSorted()).toEqual(WRITTEN.map(videoIdOf));
  for (const { did, changes, video = '' } of videos) {
    expect(did).toBe('wrote description');
    expect(changes).toEqual([
      {
        field: 'description',
        before: [expect.stringContaining('Ada Byron')],
        after: [expect.stringContaining(`Ada ${HOSTILE} Byrne`)],
      },
    ]);
    const now = await academy.youtube.video(video.split('/').at(-1) ?? '');
    expect(now.description).toContain(changes[0]?.after[0]);
  }
  const { currentDetails } = await handle.query<{ readonly currentDetails: string }>(
    '__temporal_workflow_metadata',
  );
  expect(currentDetails).toContain(': wrote description:');
  // A name is code there, never a picture that the page would load.
  expect(currentDetails.replaceAll(/`[^`]*`/g, '').split('\n    ')[0]).not.toContain(HOSTILE);
}

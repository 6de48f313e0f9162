import { afterEach, describe, expect, it } from 'vitest';
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
      files: { ...finishedFiles(6, () => 'ada'), 'episodes/talks/lost.yaml': withoutVideo },
    });
    const [one, two] = await Promise.all([1, 2].map((at) => academy.youtube.video(videoIdOf(at))));
    const foreign = one?.description.replace('talks/t0001#', 'talks/other#');
    await academy.youtube.studio(videoIdOf(1), { description: foreign });
    await academy.youtube.studio(videoIdOf(2), { description: `By hand.\n\n${two?.description}` });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await academy.content.commit('of a video that nobody has', {
      'episodes/talks/gone.yaml': `${withoutVideo.replace('Lost', 'Gone')}youtube: { videoId: nowhere0001 }\n`,
    });
    await academy.waitUntilSynced();
    expect(await academy.episode('talks/gone')).toMatchObject({
      attention: expect.stringContaining('video nowhere0001 is no longer on YouTube'),
    });
    const before = await academy.youtube.lastWrite();
    await academy.content.commit('correct', {
      'guests/ada.yaml': 'name: Ada Byrne\nof: Analytical Engines\n',
    });
    const { counts, notes, sample, written = [] } = await rewritten();
    expect(counts).toEqual({ written: 4, edited: 1, stalled: 1, missed: 1, failed: 1 });
    expect(notes.toSorted()).toEqual([
      expect.stringMatching(/^edited: talks\/t0002: description .*not overwritten$/),
      'failed: talks/gone: video nowhere0001 is not on YouTube',
      expect.stringContaining('missed: talks/lost: its start has passed and it has no video'),
      expect.stringMatching(/^stalled: talks\/t0001: .* the marker of talks\/other, not of talks\/t0001/),
    ]);
    const writes = (await academy.youtube.writes(before)).map(({ videoId }) => videoId);
    expect(writes.toSorted()).toEqual([0, 3, 4, 5].map(videoIdOf));
    // Also after it has ended: what it changed, before and after, and in which videos.
    expect(sample?.diffs).toMatchObject([
      {
        field: 'description',
        removed: [expect.stringContaining('Ada Byron')],
        added: [expect.stringContaining('Ada Byrne')],
      },
    ]);
    expect(written.map(({ videoId }) => videoId).toSorted()).toEqual([0, 3, 4, 5].map(videoIdOf));
    expect(written.map(({ did }) => did)).toEqual(Array(4).fill('wrote description'));
  });
});

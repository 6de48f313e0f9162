import { expect, it, vi } from 'vitest';
import type { Remembered } from '../../contract/episode.ts';
import { remember } from './remember.ts';
import { openEpisode } from './state.ts';

const memos = vi.hoisted((): unknown[] => []);
vi.mock('@temporalio/workflow', () => ({ upsertMemo: (memo: unknown) => memos.push(memo) }));

const state = (remembered?: Remembered) =>
  openEpisode({ episodeId: 'a', title: 'A', ...(remembered && { remembered }) });
const video = (videoId: string, seal = 's'): Remembered => ({ videoId, seal });

it('a video that was ours stays known when another one takes its place, in the memo too', () => {
  const episode = state(video('one'));
  remember(episode, video('two'));
  remember(episode, video('two', 'new'));
  remember(episode, video('three'));
  const remembered = { ...video('three'), former: [video('two', 'new'), video('one')] };
  expect(episode.remembered).toEqual(remembered);
  expect(memos.at(-1)).toEqual({ remembered });
  remember(episode, video('one'));
  expect(episode.remembered?.former?.map(({ videoId }) => videoId)).toEqual(['three', 'two']);
});

it('what a file only named, in version 0.2, was never ours; the same again writes no memo', () => {
  const episode = state({ videoId: 'named', unproven: true });
  remember(episode, video('made'));
  expect(episode.remembered).toEqual(video('made'));
  const before = memos.length;
  remember(episode, video('made'));
  remember(episode, undefined);
  expect(memos).toHaveLength(before);
});

it('remembers no more than five', () => {
  const episode = state();
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) remember(episode, video(id));
  expect(episode.remembered?.former?.map(({ videoId }) => videoId)).toEqual(['g', 'f', 'e', 'd', 'c']);
});

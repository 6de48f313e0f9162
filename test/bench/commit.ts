import { writeGuest } from '../support/content.ts';
import { announce } from './announce.ts';
import { drawAvatar } from './avatar.ts';
import { withCleanup } from './cleanup.ts';
import { type BenchEnvironment, openBenchEnvironment } from './environment.ts';
import { readQuota } from './local-youtube.ts';
import type { Measure } from './row.ts';
import { median, seconds } from './statistics.ts';

const RUNS = 5;
const GOAL_MS = 3000;

/** From the commit of a new episode to its scheduled broadcast, with a thumbnail of two faces, in its playlist. */
export const measureCommit: Measure = ({ print }) =>
  withCleanup(async (onCleanup) => {
    const stage = await openBenchEnvironment({
      onCleanup,
      content: { episodes: 24, guests: 12, finished: 20 },
    });
    await stage.waitUntilSynced(await commitFaces(stage));
    const runs: { ms: number; units: number }[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      runs.push(await measureOne(stage, run));
      print(`the broadcast of commit ${run} was complete after ${seconds(runs.at(-1)?.ms ?? 0)}`);
    }
    const ms = median(runs.map((run) => run.ms));
    const units = median(runs.map((run) => run.units));
    return [
      {
        what: 'commit to scheduled broadcast with thumbnail and playlist (median of 5)',
        measured: `${seconds(ms)}, ${units} units`,
        goal: seconds(GOAL_MS),
        met: ms < GOAL_MS,
      },
    ];
  });

async function commitFaces(stage: BenchEnvironment): Promise<string> {
  const faces: Record<string, string | Buffer> = {};
  for (const [index, name] of ['Ada Face', 'Bo Face'].entries()) {
    const id = `face-${index}`;
    faces[`guests/avatars/${id}.png`] = await drawAvatar(index * 140);
    faces[`guests/${id}.yaml`] = `${writeGuest(name)}avatar: avatars/${id}.png\n`;
  }
  return stage.repository.commit(faces);
}

/** The first episode is the stream's next and gets bound; for each, the previous episode's "next" is written too. */
async function measureOne(stage: BenchEnvironment, run: number): Promise<{ ms: number; units: number }> {
  const { spent } = await readQuota(stage.youtubeUrl);
  const order = { name: `in run ${run}`, month: run, guests: 'face-0, face-1' };
  const { commit, ms } = await announce(stage, order);
  await stage.waitUntilSynced(commit);
  return { ms, units: (await readQuota(stage.youtubeUrl)).spent - spent };
}

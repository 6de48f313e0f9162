import { withCleanup } from './cleanup.ts';
import { createFolder } from './folder.ts';
import { startCommand } from './process.ts';
import type { Measure } from './row.ts';
import { median, seconds, time } from './statistics.ts';

const RUNS = 3;
const GOAL_MS = 8000;

/** `npm start` on the sample academy to the word `ready`: installed, the server's binary in its cache, an empty state folder. */
export const measureStart: Measure = async ({ quick, print }) => {
  const runs: number[] = [];
  for (let run = 0; run < (quick ? 1 : RUNS); run += 1) {
    runs.push(await startOnce());
    print(`ready after ${seconds(runs.at(-1) ?? 0)}`);
  }
  const ms = median(runs);
  return [
    {
      what: `\`npm start\` to ready, installed, warm cache (median of ${runs.length})`,
      measured: seconds(ms),
      goal: seconds(GOAL_MS),
      met: ms < GOAL_MS,
    },
  ];
};

const startOnce = (): Promise<number> =>
  withCleanup(async (later) => {
    const env = {
      SHOWRUNNER_STATE: await createFolder(later),
      SHOWRUNNER_TEMPORAL_PORT: '0',
      SHOWRUNNER_TEMPORAL_UI_PORT: '0',
      SHOWRUNNER_YOUTUBE_PORT: '0',
    };
    const { ms, value } = await time(() => startCommand('npm', ['start'], env, /\d s {2}ready/));
    later(() => value.stop());
    return ms;
  });

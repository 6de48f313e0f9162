import { join } from 'node:path';
import { createContentRepository, writeGuest } from '../support/content.ts';
import { withEndings } from './endings.ts';
import { makeFolder } from './folder.ts';
import { runProgram } from './process.ts';
import type { Measure } from './row.ts';
import { describeTook } from './statistics.ts';
import type { WithholdTimes } from './withhold-once.ts';

/** One payload of Temporal's: the server takes no more than 2 MB. */
const MOST_KB = 2048;
const RUNS = 3;

/** A guest of ten thousand episodes: the plan that waits for a person, and what of it travels through Temporal. */
export const measureWithhold: Measure = ({ quick, tell }) =>
  withEndings(async (later) => {
    const count = quick ? 1000 : 10_000;
    const folder = await makeFolder(later);
    const {
      folder: location,
      head: base,
      commit,
    } = await createContentRepository({
      ...{ folder: join(folder, 'content'), episodes: count, guests: 20, finished: count, perDay: 10_000 },
      regulars: [count],
    });
    const head = await commit({
      [`guests/regular-${count}.yaml`]: writeGuest(`Regular ${count}`, 'Director'),
    });
    tell(`${count} episodes are committed`);
    const runs: WithholdTimes[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const args = [location, join(folder, 'state'), base, head];
      runs.push(JSON.parse(await runProgram('test/bench/withhold-once.ts', args)) as WithholdTimes);
    }
    return describe(runs, count);
  });

function describe(runs: readonly WithholdTimes[], count: number) {
  const [{ pairs, bytes } = { pairs: 0, bytes: { plan: 0, rewrite: 0, decided: 0 } }] = runs;
  const took = (key: 'compare' | 'withhold' | 'again'): string => describeTook(runs.map((run) => run[key]));
  const largest = Math.max(...Object.values(bytes));
  return [
    {
      what: `a plan of ${count} episodes that waits, both catalogs read and nothing rendered`,
      measured: `rendered and compared in ${took('compare')}, withheld in ${took('withhold')}, once more in ${took('again')}`,
      goal: '',
    },
    {
      what: `a plan of ${count} episodes that waits: what travels`,
      measured: `plan ${kilobytes(bytes.plan)}, a rewrite's input ${kilobytes(bytes.rewrite)}, all that sync can have decided ${kilobytes(bytes.decided)}`,
      goal: `${count} pairs, ${MOST_KB} KB a payload`,
      kept: pairs === count && largest < MOST_KB * 1024,
    },
  ];
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/worker.ts';
import { describeFailure, play } from '../model/run.ts';
import { drawSteps, readSteps, type Step } from '../model/steps.ts';

// `npm run soak`: 10,000 random steps against the model, in sum, on a fresh academy every 250, three at once: each waits much for
// others. `-- --seed 7 --steps 500 --worlds 1`; `-- --replay "..."` plays the steps that a failure printed. Ends with 1 after a fault.
const ROUND = 250;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    steps: { type: 'string', default: '10000' },
    worlds: { type: 'string', default: '3' },
    replay: { type: 'string' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'showrunner-soak-'));
const bundle = join(folder, 'workflows.js');
await writeFile(bundle, (await bundleWorkflows(new DefaultLogger('WARN'))).code);
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function soak(): Promise<boolean> {
  const { replay, seed, steps, worlds } = values;
  if (replay !== undefined) return playOne(readSteps(replay), 'replay');
  const rounds = listRounds(Number(seed), Number(steps));
  let isWhole = true;
  const playRounds = async (): Promise<void> => {
    for (let round = rounds.shift(); round !== undefined && isWhole; round = rounds.shift()) {
      const name = `--seed ${round.seed} --steps ${round.count}`;
      if (!(await playOne(drawSteps(round.seed, round.count), name))) isWhole = false;
    }
  };
  await Promise.all(Array.from({ length: Number(worlds) }, playRounds));
  return isWhole;
}

/** Each on an academy of its own; the seeds follow one another. */
function listRounds(seed: number, steps: number) {
  return Array.from({ length: Math.ceil(steps / ROUND) }, (_, index) => ({
    seed: seed + index,
    count: Math.min(ROUND, steps - index * ROUND),
  }));
}

async function playOne(steps: readonly Step[], name: string): Promise<boolean> {
  const began = Date.now();
  const tell = (line: string): void => console.log(`${name}  ${line}`);
  const outcome = await play(steps, { bundle, tell });
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  const { error } = outcome;
  console.log(
    `${name}: ${outcome.steps} steps in ${seconds} s, ${error === undefined ? 'all invariants whole' : 'broken'}`,
  );
  if (error !== undefined) console.error(describeFailure(outcome, steps));
  return error === undefined;
}

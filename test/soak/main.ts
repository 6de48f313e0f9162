import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/worker.ts';
import { describeFailure, play } from '../model/run.ts';
import { drawSteps, readSteps, type Step } from '../model/steps.ts';

// `npm run soak`: 10,000 random steps against the model, on a fresh academy every 250. `-- --seed 7 --steps 500`; `-- --replay "..."`
// plays the steps that a failure printed. Ends with 1 at the first fault.
const ROUND = 250;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    steps: { type: 'string', default: '10000' },
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
  const { replay, seed, steps } = values;
  if (replay !== undefined) return playOne(readSteps(replay), 'the steps that were given');
  const total = Number(steps);
  for (let from = 0; from < total; from += ROUND) {
    const roundSeed = Number(seed) + from / ROUND;
    const count = Math.min(ROUND, total - from);
    if (!(await playOne(drawSteps(roundSeed, count), `--seed ${roundSeed} --steps ${count}`))) return false;
  }
  return true;
}

async function playOne(steps: readonly Step[], name: string): Promise<boolean> {
  const began = Date.now();
  const tell = (line: string): void => console.log(`  ${line}`);
  const outcome = await play(steps, { bundle, tell });
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  const { error } = outcome;
  console.log(
    `${name}: ${outcome.steps} steps in ${seconds} s, ${error === undefined ? 'all invariants whole' : 'broken'}`,
  );
  if (error !== undefined) console.error(describeFailure(outcome, steps));
  return error === undefined;
}

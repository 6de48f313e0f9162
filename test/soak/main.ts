import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawSteps, type ModelStep, parseSteps } from '../model/random-steps.ts';
import { describeFailure, type RunOutcome, runSteps } from '../model/run-steps.ts';
import { buildForTests } from '../support/build.ts';

// `npm run soak`: 10,000 random steps against the model in total, on a new academy every 250 steps, three at once since each mostly waits.
// `-- --seed 7 --steps 500 --worlds 1`; `-- --replay "..."` runs the steps that a failure printed. A failure ends only its own academy; all
// failures are listed at the end, with exit code 1.
const ROUND = 250;
const values = readArguments();

const folder = await mkdtemp(join(tmpdir(), 'showrunner-soak-'));
const build = await buildForTests(folder);
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Refuses what is not a number: no step would run, and no failure be found. */
function readArguments() {
  try {
    const { seed, steps, worlds, replay } = parseArgs({
      options: {
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        steps: { type: 'string', default: '10000' },
        worlds: { type: 'string', default: '3' },
        replay: { type: 'string' },
      },
    }).values;
    for (const [name, value] of Object.entries({ seed, steps, worlds }))
      if (!/^[1-9]\d*$/.test(value))
        throw new Error(`--${name}: expected a whole number from 1, found "${value}"`);
    return { seed: Number(seed), steps: Number(steps), worlds: Number(worlds), replay };
  } catch (error) {
    console.error(`soak: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

async function soak(): Promise<boolean> {
  const { replay, seed, steps, worlds } = values;
  if (replay !== undefined) return (await runOne(parseSteps(replay), 'replay')).error === undefined;
  const startedAt = Date.now();
  const rounds = listRounds(seed, steps);
  const academies = rounds.length;
  const failures: string[] = [];
  let total = 0;
  const runRounds = async (): Promise<void> => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      const name = `--seed ${round.seed} --steps ${round.count}`;
      const outcome = await runOne(drawSteps(round.seed, round.count), name);
      total += outcome.steps;
      if (outcome.error !== undefined) failures.push(`${name}: ${outcome.error.message}`);
    }
  };
  await Promise.all(Array.from({ length: worlds }, runRounds));
  console.log(
    `${total} steps in ${academies} academies, ${secondsSince(startedAt)} s, ${failures.length} failed`,
  );
  for (const line of failures) console.error(line);
  return failures.length === 0;
}

function secondsSince(startedAt: number): string {
  return ((Date.now() - startedAt) / 1000).toFixed(0);
}

/** Each round has its own academy; seeds are consecutive. */
function listRounds(seed: number, steps: number) {
  return Array.from({ length: Math.ceil(steps / ROUND) }, (_, index) => ({
    seed: seed + index,
    count: Math.min(ROUND, steps - index * ROUND),
  }));
}

async function runOne(steps: readonly ModelStep[], name: string): Promise<RunOutcome> {
  const startedAt = Date.now();
  const print = (line: string): void => console.log(`${name}  ${line}`);
  const outcome = await runSteps(steps, { build, print }).catch((error: Error) => ({
    steps: 0,
    error,
    log: [],
  }));
  const { error } = outcome;
  const result = error === undefined ? 'no invariant violated' : 'failed';
  console.log(`${name}: ${outcome.steps} steps in ${secondsSince(startedAt)} s, ${result}`);
  if (error !== undefined) console.error(describeFailure(outcome, steps));
  return outcome;
}

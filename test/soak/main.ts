import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawSteps, parseSteps, type Step } from '../model/random-steps.ts';
import { describeFailure, type RunOutcome, runSteps } from '../model/run-steps.ts';
import { buildForTests } from '../support/build.ts';

// `npm run soak`: 10,000 random steps against the model, in sum, on a fresh academy every 250, three at once: each waits much for
// others. `-- --seed 7 --steps 500 --worlds 1`; `-- --replay "..."` plays the steps that a failure printed. A fault ends its academy
// alone; all are told again at the end, with 1 as the exit code.
const ROUND = 250;
const values = readArguments();

const folder = await mkdtemp(join(tmpdir(), 'showrunner-soak-'));
const build = await buildForTests(folder);
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A number that is none would play nothing, and call it whole. */
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
  if (replay !== undefined) return (await playOne(parseSteps(replay), 'replay')).error === undefined;
  const began = Date.now();
  const rounds = listRounds(seed, steps);
  const academies = rounds.length;
  const broken: string[] = [];
  let played = 0;
  const playRounds = async (): Promise<void> => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      const name = `--seed ${round.seed} --steps ${round.count}`;
      const outcome = await playOne(drawSteps(round.seed, round.count), name);
      played += outcome.steps;
      if (outcome.error !== undefined) broken.push(`${name}: ${outcome.error.message}`);
    }
  };
  await Promise.all(Array.from({ length: worlds }, playRounds));
  console.log(`${played} steps in ${academies} academies, ${secondsSince(began)} s, ${broken.length} broken`);
  for (const line of broken) console.error(line);
  return broken.length === 0;
}

function secondsSince(began: number): string {
  return ((Date.now() - began) / 1000).toFixed(0);
}

/** Each on an academy of its own; the seeds follow one another. */
function listRounds(seed: number, steps: number) {
  return Array.from({ length: Math.ceil(steps / ROUND) }, (_, index) => ({
    seed: seed + index,
    count: Math.min(ROUND, steps - index * ROUND),
  }));
}

async function playOne(steps: readonly Step[], name: string): Promise<RunOutcome> {
  const began = Date.now();
  const tell = (line: string): void => console.log(`${name}  ${line}`);
  const outcome = await runSteps(steps, { build, tell }).catch((error: Error) => ({
    steps: 0,
    error,
    log: [],
  }));
  const { error } = outcome;
  const words = error === undefined ? 'all invariants whole' : 'broken';
  console.log(`${name}: ${outcome.steps} steps in ${secondsSince(began)} s, ${words}`);
  if (error !== undefined) console.error(describeFailure(outcome, steps));
  return outcome;
}

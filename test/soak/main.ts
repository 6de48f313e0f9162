import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Draw, drawAttacks, parseDraws } from '../hostile/kinds.ts';
import { runHostile } from '../hostile/run-hostile.ts';
import { addServerFaults, drawSteps, type ModelStep, parseSteps } from '../model/random-steps.ts';
import { describeFailure, type RunOutcome, runSteps } from '../model/run-steps.ts';
import { startProductionServer } from '../production/test-server.ts';
import { buildForTests } from '../support/build.ts';

// `npm run soak`: 10,000 random steps against the model in total, on a new academy every 250 steps, three at once since each mostly waits.
// `-- --seed 7 --steps 500 --worlds 1`; `-- --replay "..."` runs the steps that a failure printed. A failure ends only its own academy; all
// failures are listed at the end, with exit code 1.
//
// `npm run soak -- --production`: the same on the server and the database of docker-compose.yml, each academy with its own, and with
// kill -9 of the server and PostgreSQL stopped at once between the steps. Needs Go and PostgreSQL: see docs/hosting.md.
//
// `npm run soak -- --hostile`: 1,000 hostile commits beside a good author, 100 in an academy; `--steps`, `--seed` and `--replay` as above.
const ROUND = 250;
const HOSTILE_ROUND = 100;
const values = readArguments();

const folder = await mkdtemp(join(tmpdir(), 'showrunner-soak-'));
const build = await buildForTests(folder);
try {
  process.exitCode = (await (values.hostile ? soakHostile() : soak())) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Refuses what is not a number: no step would run, and no failure be found. */
function readArguments() {
  try {
    const { seed, steps, worlds, replay, hostile, production } = parseArgs({
      options: {
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        steps: { type: 'string' },
        worlds: { type: 'string', default: '3' },
        replay: { type: 'string' },
        hostile: { type: 'boolean', default: false },
        production: { type: 'boolean', default: false },
      },
    }).values;
    const count = steps ?? (hostile ? '1000' : '10000');
    for (const [name, value] of Object.entries({ seed, steps: count, worlds }))
      if (!/^[1-9]\d*$/.test(value))
        throw new Error(`--${name}: expected a whole number from 1, found "${value}"`);
    return { seed: Number(seed), steps: Number(count), worlds: Number(worlds), replay, hostile, production };
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
      const name = `${values.production ? '--production ' : ''}--seed ${round.seed} --steps ${round.count}`;
      const steps = drawSteps(round.seed, round.count);
      const outcome = await runOne(values.production ? addServerFaults(steps) : steps, name);
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

/** One academy after the other: what is measured is how long a good commit waits. */
async function soakHostile(): Promise<boolean> {
  const { replay, seed, steps } = values;
  if (replay !== undefined) return playHostile(parseDraws(replay), 'replay');
  const failed: string[] = [];
  for (const round of listRounds(seed, steps, HOSTILE_ROUND)) {
    const name = `--hostile --seed ${round.seed} --steps ${round.count}`;
    if (!(await playHostile(drawAttacks(round.seed, round.count), name))) failed.push(name);
  }
  console.log(`${steps} hostile commits, ${failed.length} failed`);
  for (const name of failed) console.error(name);
  return failed.length === 0;
}

async function playHostile(draws: readonly Draw[], name: string): Promise<boolean> {
  const startedAt = Date.now();
  const { attacks, waitedMs, stalledMs, stalledBy, peakMb, error } = await runHostile(draws, { build });
  const slowest = Math.max(0, ...waitedMs);
  console.log(
    `${name}: ${attacks} attacks in ${secondsSince(startedAt)} s; ${waitedMs.length} good commits, the slowest ${slowest} ms; stalled ${stalledMs} ms at most; ${peakMb} MB`,
  );
  console.log(`  stalled by one of: ${stalledBy}`);
  if (error !== undefined) console.error(error.message);
  return error === undefined;
}

function secondsSince(startedAt: number): string {
  return ((Date.now() - startedAt) / 1000).toFixed(0);
}

/** Each round has its own academy; seeds are consecutive. */
function listRounds(seed: number, steps: number, size = ROUND) {
  return Array.from({ length: Math.ceil(steps / size) }, (_, index) => ({
    seed: seed + index,
    count: Math.min(size, steps - index * size),
  }));
}

async function runOne(steps: readonly ModelStep[], name: string): Promise<RunOutcome> {
  const startedAt = Date.now();
  const print = (line: string): void => console.log(`${name}  ${line}`);
  const server = values.production ? { startServer: startProductionServer } : {};
  const outcome = await runSteps(steps, { build, print, ...server }).catch((error: Error) => ({
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

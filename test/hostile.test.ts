import { expect, it } from 'vitest';
import { drawAttacks } from './hostile/kinds.ts';
import { runHostile } from './hostile/run-hostile.ts';

const ATTACKS = 100;
const BETWEEN = 10;
/** Of the worker's process. */
const MAX_MB = 600;
/** For another seed: `HOSTILE_SEED=7 npx vitest run --project parts test/hostile.test.ts`. */
const SEED = Number(process.env['HOSTILE_SEED'] ?? 1);

it(`${ATTACKS} hostile commits hold up none of a good author’s, seed ${SEED}`, async () => {
  const { error, waitedMs, peakMb } = await runHostile(drawAttacks(SEED, ATTACKS), { between: BETWEEN });
  expect(error?.message).toBeUndefined();
  expect(waitedMs).toHaveLength(ATTACKS / BETWEEN);
  expect(peakMb).toBeLessThan(MAX_MB);
});

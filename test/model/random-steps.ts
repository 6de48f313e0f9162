import fc from 'fast-check';

/** How often each act comes, of all weights together. */
const WEIGHTS = {
  add: 7,
  edit: 10,
  rename: 9,
  edition: 3,
  several: 4,
  breakFile: 4,
  callOff: 5,
  guest: 3,
  remove: 3,
  move: 3,
  empty: 2,
  revert: 4,
  force: 4,
  studio: 8,
  overwrite: 3,
  adopt: 3,
  pauseEpisode: 4,
  pauseSync: 2,
  pauseRewrite: 2,
  resume: 4,
  approve: 3,
  reject: 2,
  fault: 11,
  quotaGone: 2,
  kill: 1,
  killAt: 2,
  loseState: 1,
  goLive: 4,
  air: 4,
  end: 4,
  clock: 4,
  look: 2,
  rest: 6,
} as const;

export type Act = keyof typeof WEIGHTS;
/** One step: `pick` and `more` are numbers that choose among what is there when its turn comes. */
export type Step = { readonly act: Act; readonly pick: number; readonly more: number };

const act = fc.oneof(
  ...Object.entries(WEIGHTS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Act) })),
);
const step: fc.Arbitrary<Step> = fc.record({ act, pick: fc.nat(9999), more: fc.nat(9999) });

/** The same seed and count give the same steps. */
export function drawSteps(seed: number, count: number): Step[] {
  const [steps] = fc.sample(fc.array(step, { minLength: count, maxLength: count, size: 'max' }), {
    seed,
    numRuns: 1,
  });
  return steps ?? [];
}

/** `edit:12:7`, and back: a whole run fits on the lines that a failure prints. */
export const writeSteps = (steps: readonly Step[]): string =>
  steps.map(({ act: name, pick, more }) => `${name}:${pick}:${more}`).join(' ');

export const readSteps = (text: string): Step[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', pick, more] = word.split(':');
      if (!(name in WEIGHTS)) throw new Error(`there is no act "${name}"`);
      return { act: name as Act, pick: Number(pick), more: Number(more) };
    });

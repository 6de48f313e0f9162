import fc from 'fast-check';

/** How often each action comes: its share of the sum of all weights. */
const WEIGHTS = {
  add: 7,
  edit: 10,
  renameGuest: 9,
  changeShows: 3,
  several: 4,
  breakFile: 4,
  cancel: 5,
  removeGuest: 3,
  remove: 3,
  move: 3,
  emptyCommit: 2,
  revert: 4,
  forcePush: 4,
  editInStudio: 9,
  overwrite: 3,
  adopt: 3,
  claim: 3,
  editHandmade: 2,
  reuseDetails: 2,
  takeOver: 3,
  publish: 3,
  pauseEpisode: 4,
  pauseSync: 2,
  pauseRewrite: 2,
  resume: 4,
  approve: 3,
  reject: 2,
  failCalls: 11,
  exceedQuota: 2,
  kill: 1,
  killAtWrite: 2,
  loseState: 1,
  goLive: 4,
  nearAirTime: 4,
  endStream: 4,
  passHours: 4,
  syncAgain: 2,
  reachIdle: 6,
} as const;

/** What can happen to a production server only. They have no weight: the steps of a seed stay as they are without them. */
const SERVER_FAULTS = ['killServer', 'stopDatabase'] as const;

export type ActionName = keyof typeof WEIGHTS | (typeof SERVER_FAULTS)[number];
/** One step: `pick` and `more` are numbers that choose among what exists when it runs. */
export type ModelStep = { readonly action: ActionName; readonly pick: number; readonly more: number };

const action = fc.oneof(
  ...Object.entries(WEIGHTS).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as ActionName),
  })),
);
const step: fc.Arbitrary<ModelStep> = fc.record({ action, pick: fc.nat(9999), more: fc.nat(9999) });

/** The same seed and count give the same steps. */
export function drawSteps(seed: number, count: number): ModelStep[] {
  const [steps] = fc.sample(fc.array(step, { minLength: count, maxLength: count, size: 'max' }), {
    seed,
    numRuns: 1,
  });
  return steps ?? [];
}

/** After one of so many steps comes a fault of the server. */
const STEPS_PER_FAULT = 6;

/** The same steps, with faults of a production server in between. */
export const addServerFaults = (steps: readonly ModelStep[]): ModelStep[] =>
  steps.flatMap((step) => {
    const fault = SERVER_FAULTS[Math.floor(step.more / STEPS_PER_FAULT) % SERVER_FAULTS.length];
    const isNext = step.more % STEPS_PER_FAULT === 0 && fault !== undefined;
    return isNext ? [step, { action: fault, pick: 0, more: step.pick }] : [step];
  });

const isAction = (name: string): name is ActionName =>
  name in WEIGHTS || (SERVER_FAULTS as readonly string[]).includes(name);

export const isServerFault = ({ action: name }: ModelStep): boolean => !(name in WEIGHTS);

/** As `edit:12:7 …`, the form that a failure prints and `--replay` takes. */
export const formatSteps = (steps: readonly ModelStep[]): string =>
  steps.map(({ action: name, pick, more }) => `${name}:${pick}:${more}`).join(' ');

export const parseSteps = (text: string): ModelStep[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', pick, more] = word.split(':');
      if (!isAction(name)) throw new Error(`unknown action "${name}"`);
      return { action: name, pick: Number(pick), more: Number(more) };
    });

import { hostname } from 'node:os';
import {
  type Deployment,
  isWithdrawn,
  markWithdrawn,
  readDeployment,
  setCurrent,
} from '../../config/deployment.ts';
import { readRunning } from '../../config/running.ts';
import { recordStepBack } from '../../config/state-version.ts';
import { compareBuilds, versionOf } from '../../config/worker-build.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printable } from '../../domain/shared/media/printable.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withServer } from '../lib/temporal.ts';
import { describeNoneCurrent, listWorkers, UNVERSIONED } from '../lib/worker-builds.ts';
import { type ResetWorkflow, resetStuck } from './workers/reset-stuck.ts';

export const command = defineCommand({
  flags: {
    '--make-current <build>': `let this build get the work from now on, as this lists it, or \`${UNVERSIONED}\`; also a step back`,
    '--reset-stuck': 'after a step back: start again what the older version cannot replay',
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ makeCurrent, resetStuck: resets, state }, env) =>
    workers({ settings: readOwnSettings(env, { state }), env, ...defined({ makeCurrent, resets }) }),
});

type Input = TemporalInput & { readonly makeCurrent?: string; readonly resets?: true };

/** Lists who runs and which build gets the work; 2 when that build is not running. */
export const workers = (input: Input): Promise<Outcome> =>
  withServer(input, async (connected) => {
    const { makeCurrent } = input;
    if (makeCurrent !== undefined) await changeCurrent(connected, input, makeCurrent);
    const { client, quickly, taskQueue } = connected;
    const deployment = await quickly(() => readDeployment({ client, taskQueue }));
    const reset = input.resets === true ? await resetStuck(connected) : undefined;
    return renderWorkers(deployment, Date.now(), reset);
  });

/** Also says to the builds that it steps back from that they do not take over again. */
async function changeCurrent(connected: Connected, input: TemporalInput, wanted: string): Promise<void> {
  const { client, taskQueue } = connected;
  const place = { client, taskQueue };
  const deployment = await readDeployment(place);
  const known = [...deployment.builds, UNVERSIONED];
  if (!known.includes(wanted)) throw new CommandError(describeUnknown(wanted, known));
  const buildId = wanted === UNVERSIONED ? undefined : wanted;
  const newer = deployment.builds.filter(
    (build) => buildId === undefined || compareBuilds(build, buildId) === 'newer',
  );
  for (const build of newer) await markWithdrawn({ ...place, buildId: build }, true);
  if (buildId !== undefined && (await isWithdrawn({ ...place, buildId })))
    await markWithdrawn({ ...place, buildId }, false);
  const { conflictToken } = deployment;
  await setCurrent({
    ...place,
    buildId,
    identity: `showrunner workers@${hostname()}`,
    ...defined({ conflictToken }),
  });
  if (newer.length > 0) await allowInState(connected, input, buildId);
}

/** Workers of the last version that had no builds. */
const LAST_UNVERSIONED = '0.2.0';

/** The development server of a state folder: an older version may start on it again. */
async function allowInState(
  { address }: Connected,
  { settings }: TemporalInput,
  buildId: string | undefined,
) {
  const running = await readRunning(settings.state);
  if (running?.temporalAddress !== address) return;
  await recordStepBack(settings.state, buildId === undefined ? LAST_UNVERSIONED : versionOf(buildId));
}

function describeUnknown(wanted: string, known: readonly string[]): string {
  const near = suggest(wanted, known);
  const hint = near === undefined ? `The server knows ${known.join(', ')}` : `Did you mean "${near}"?`;
  return `there is no build "${wanted}". ${hint}`;
}

/** `current` is absent in JSON while workers without a version get the work. */
export function renderWorkers(
  deployment: Deployment,
  now: number,
  reset?: readonly ResetWorkflow[],
): Outcome {
  const { current, knowsVersions, builds } = deployment;
  const running = listWorkers(deployment, now);
  const fault = describeNoneCurrent(deployment, now);
  const rest = builds.filter((build) => build !== current && !running.some((one) => one.build === build));
  return {
    code: fault === undefined ? 0 : 2,
    text: printLines([
      `current: ${printable(current ?? `${UNVERSIONED}${knowsVersions ? '' : ' (the server knows no worker versions)'}`)}`,
      ...(running.length === 0 ? ['no worker is running'] : []),
      ...running.map(
        ({ build = UNVERSIONED, place, getsWork }) =>
          `  ${printable(build)}  ${printable(place)}${getsWork ? '' : '  gets no work'}`,
      ),
      ...(rest.length === 0 ? [] : [`not running: ${printable(rest.join(', '))}`]),
      ...(fault === undefined ? [] : ['', printable(fault)]),
      ...(reset === undefined ? [] : ['', ...describeReset(reset)]),
    ]),
    json: { ...defined({ current }), knowsVersions, running, builds, ...defined({ fault, reset }) },
  };
}

const describeReset = (reset: readonly ResetWorkflow[]): readonly string[] =>
  reset.length === 0
    ? ['no workflow is stuck (one is after its first failed task: ask again in a few seconds)']
    : reset.map(({ id, how }) =>
        how === 'reset'
          ? `${printable(id)}: started again from its beginning`
          : `${printable(id)}: ended; a worker starts it again when it starts, or within a minute`,
      );

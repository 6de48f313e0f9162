import { type Deployment, listRunning } from '../../config/deployment.ts';
import { compareBuilds, versionOf } from '../../config/worker-build.ts';

export type VersionFacts = {
  readonly deployment: Deployment;
  /** This worker's build id. */
  readonly ours: string;
  /** Whether this process started the server: then no other worker can be meant. */
  readonly isOwnServer: boolean;
  /** SHOWRUNNER_WORKER_VERSIONS. */
  readonly policy: 'forward' | 'operator';
  /** An operator stepped back from this build. */
  readonly isWithdrawn: boolean;
  /** ms since 1970 */
  readonly now: number;
};

/** `become`: make this build current. `wait`: later, by itself. `stand-by`: only a person makes it current. `text`: for people. */
export type Decision = {
  readonly kind: 'current' | 'become' | 'wait' | 'stand-by';
  readonly text?: string;
};

/** Whether a worker makes itself current: forward only, and never away from workers that run the same version with other code. */
export function decideCurrent({
  deployment,
  ours,
  isOwnServer,
  policy,
  isWithdrawn,
  now,
}: VersionFacts): Decision {
  const { current } = deployment;
  if (current === ours) return { kind: 'current' };
  if (policy === 'operator')
    return standBy(ours, `${describeCurrent(current)} (SHOWRUNNER_WORKER_VERSIONS=operator)`);
  const order = current === undefined ? 'older' : compareBuilds(current, ours);
  if (isOwnServer) {
    const isBack = order === 'newer';
    return { kind: 'become', ...(isBack ? { text: describeBack(ours, current ?? '') } : {}) };
  }
  if (isWithdrawn) return standBy(ours, `an operator stepped back from it, and ${describeCurrent(current)}`);
  if (order === 'newer') return standBy(ours, `the newer ${current} is current`);
  if (order === 'unknown') return standBy(ours, `${current} is current, which is not a build of Showrunner`);
  const isOtherRunning = listRunning(deployment, now).some(({ buildId }) => buildId === current);
  if (order === 'older' || !isOtherRunning) return { kind: 'become', text: describeBecome(ours, current) };
  return {
    kind: 'wait',
    text: `this worker, ${ours}, gets no work yet: ${current}, the same version with other code, is current and running. This one follows within two minutes after the last of those ended, or now by ${command(ours)}`,
  };
}

/** How a person makes a build current. */
const command = (buildId: string): string => `\`npx showrunner workers --make-current ${buildId}\``;

const standBy = (ours: string, why: string): Decision => ({
  kind: 'stand-by',
  text: `this worker, ${ours}, gets no work: ${why}. Stop it, or make it current with ${command(ours)}; docs/upgrade.md`,
});

const describeCurrent = (current: string | undefined): string =>
  current === undefined ? 'workers without a version get the work' : `${current} is current`;

const describeBecome = (ours: string, before: string | undefined): string =>
  `worker version ${ours} is current from now on${before === undefined ? '' : `, after ${before}`}`;

const describeBack = (ours: string, current: string): string =>
  `stepping back from ${versionOf(current)} to ${versionOf(ours)}: workflows that the newer one changed may stop with an error of replay; then start ${versionOf(current)} again`;

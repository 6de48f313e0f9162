import { type Deployment, getsWork, listRunning, type WorkerPoller } from '../../config/deployment.ts';
import { versionOf } from '../../config/worker-build.ts';
import { parseWorkerIdentity } from '../../config/worker-identity.ts';
import { defined } from '../../domain/shared/defined.ts';

/** A running worker, for people and for `--json`. `version`: absent for one that does not say it. */
export type RunningWorker = {
  readonly place: string;
  readonly version?: string;
  /** Absent: it has no version at the Temporal server. */
  readonly build?: string;
  readonly getsWork: boolean;
};

/** What to call the workers that have no build. */
export const UNVERSIONED = 'unversioned';

export const listWorkers = (deployment: Deployment, now: number): readonly RunningWorker[] =>
  listRunning(deployment, now).map((poller) => {
    const { version, place } = parseWorkerIdentity(poller.identity);
    return {
      place,
      getsWork: getsWork(deployment, poller),
      ...defined({ version, build: poller.buildId }),
    };
  });

/** Workers run, and none gets work; undefined: one does, or none runs. */
export function describeNoneCurrent(deployment: Deployment, now: number): string | undefined {
  const running = listRunning(deployment, now);
  const [first] = running;
  if (first === undefined || running.some((poller) => getsWork(deployment, poller))) return undefined;
  const { current } = deployment;
  const builds = [...new Set(running.map(({ buildId = 'without a version' }) => buildId))].join(', ');
  const cure = `npx showrunner workers --make-current ${first.buildId ?? UNVERSIONED}`;
  return current === undefined
    ? `only workers without a version get work, and none runs; running: ${builds}. Make that one current with \`${cure}\``
    : `${current} is current, and no worker of it runs, so nothing is done; running: ${builds}. Start a worker of ${versionOf(current)}, or make the other one current with \`${cure}\`; docs/upgrade.md`;
}

/** A worker that runs and gets no work. */
export const describeIdle = ({ current }: Deployment, { buildId }: WorkerPoller): string =>
  `${buildId ?? 'without a version'}, which gets no work: ${current === undefined ? 'workers without a version do' : `${current} is current`}. Stop it, or see \`npx showrunner workers\``;

/** What a person at `status` has to know about versions: a line each; none when all is right. `ours`: the version of the command. */
export function describeVersions(deployment: Deployment, ours: string, now: number): readonly string[] {
  const workers = listRunning(deployment, now);
  const idle = workers.filter((poller) => !getsWork(deployment, poller));
  const others = workers
    .filter((poller) => getsWork(deployment, poller))
    .flatMap(({ identity }) => parseWorkerIdentity(identity).version ?? [])
    .filter((version) => version !== ours);
  return [
    ...idle.map(
      (poller) => `worker ${parseWorkerIdentity(poller.identity).place}: ${describeIdle(deployment, poller)}`,
    ),
    ...[...new Set(others)].map(
      (version) =>
        `this command is of version ${ours}, the worker of ${version}: use the commands of ${version}`,
    ),
  ];
}

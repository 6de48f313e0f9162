import { coerce, lt } from 'semver';
import { type Deployment, listRunning } from '../../config/deployment.ts';
import { parseWorkerIdentity } from '../../config/worker-identity.ts';

/** The Temporal server that the tests run. A newer one is fine. */
export const TESTED_SERVER = '1.31.0';

export type DifferencesInput = {
  readonly deployment: Deployment;
  /** Of this worker. */
  readonly version: string;
  readonly serverVersion: string;
  readonly now: number;
};

/** What is of another version than this worker, a line each: other workers that run, and a server that is older than the tested one. */
export function describeDifferences({
  deployment,
  version,
  serverVersion,
  now,
}: DifferencesInput): readonly string[] {
  const others = listRunning(deployment, now)
    .map(({ identity }) => parseWorkerIdentity(identity))
    .filter((one) => one.version !== version)
    .map((one) => `${one.version ?? '0.2.0 or older'} (${one.place})`);
  const server = coerce(serverVersion);
  return [
    ...(others.length === 0
      ? []
      : [
          `this worker is of version ${version}; running, too: ${others.join(', ')}. Stop those after the upgrade`,
        ]),
    ...(server === null || !lt(server, TESTED_SERVER)
      ? []
      : [
          `the Temporal server is ${serverVersion}, older than ${TESTED_SERVER}, with which Showrunner is tested: upgrade it`,
        ]),
  ];
}

import { readDeployment } from '../../config/deployment.ts';
import type { Settings } from '../../config/settings.ts';
import { createBuildId, nameDeployment, type WorkerBuild } from '../../config/worker-build.ts';
import { createWorkerIdentity } from '../../config/worker-identity.ts';
import type { Temporal } from '../connect.ts';
import type { VersionInput } from './become-current.ts';
import { describeDifferences } from './differences.ts';

type ChoiceInput = {
  readonly settings: Pick<Settings, 'taskQueue' | 'workerVersions'>;
  readonly temporal: Pick<Temporal, 'client'> & { readonly isOwn: boolean };
  readonly print: (line: string) => void;
  readonly version: string;
  /** Of the workflows. */
  readonly code: string;
};

/** Whether the worker has a version, and who makes it current. A server that knows no versions gets a worker without. */
export async function chooseVersions({
  settings,
  temporal,
  print,
  version,
  code,
}: ChoiceInput): Promise<VersionInput & { readonly build: WorkerBuild | undefined }> {
  const { client, isOwn: isOwnServer } = temporal;
  const { taskQueue, workerVersions: policy } = settings;
  const identity = createWorkerIdentity(version);
  const common = { client, taskQueue, policy, isOwnServer, identity, print };
  const deployment = await readDeployment({ client, taskQueue });
  if (!isOwnServer) {
    const { serverVersion = '' } = await client.workflowService.getSystemInfo({});
    describeDifferences({ deployment, version, serverVersion, now: Date.now() }).forEach(print);
  }
  if (policy === 'off') return { ...common, buildId: undefined, build: undefined };
  if (!deployment.knowsVersions) {
    print(
      'the Temporal server knows no worker versions: after an upgrade, stop the old workers first (docs/upgrade.md)',
    );
    return { ...common, buildId: undefined, build: undefined };
  }
  const buildId = createBuildId(version, code);
  return { ...common, buildId, build: { deploymentName: nameDeployment(taskQueue), buildId } };
}

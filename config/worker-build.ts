import { createHash } from 'node:crypto';
import { compare, parse } from 'semver';

/** What a worker is at the Temporal server: the deployment, and the version in it. */
export type WorkerBuild = { readonly deploymentName: string; readonly buildId: string };

/** How another build stands to ours. `other`: the same version with other workflow code. `unknown`: not a build id of ours. */
export type BuildOrder = 'older' | 'same' | 'other' | 'newer' | 'unknown';

const HASH_DIGITS = 8;
const SOURCE_MAP = '//# sourceMappingURL=';

/** The version, and a hash of the code that runs workflows: `0.3.0+5f1c0a7e`. A source map is no code. */
export function createBuildId(version: string, bundle: string): string {
  const map = bundle.lastIndexOf(SOURCE_MAP);
  const code = map < 0 ? bundle : bundle.slice(0, map);
  return `${version}+${createHash('sha256').update(code).digest('hex').slice(0, HASH_DIGITS)}`;
}

/** Temporal reserves points in the name of a deployment, and takes no others than these. */
export const nameDeployment = (taskQueue: string): string => taskQueue.replaceAll(/[^\w-]/g, '-');

/** By the rules of Semantic Versioning: a pre-release comes before its release. */
export function compareBuilds(build: string, ours: string): BuildOrder {
  if (build === ours) return 'same';
  if (parse(build) === null || parse(ours) === null) return 'unknown';
  const order = compare(build, ours);
  return order === 0 ? 'other' : order < 0 ? 'older' : 'newer';
}

/** `0.3.0` of `0.3.0+5f1c0a7e`. */
export const versionOf = (buildId: string): string => buildId.split('+')[0] ?? buildId;

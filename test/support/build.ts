import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/worker.ts';
import { bundlePrograms, type Programs } from './bundle-programs.ts';

/** What is bundled once and used by every test: paths of files. */
export type Build = Programs & {
  /** The workflows. They notice a dead worker sooner than those of the product. */
  readonly workflows: string;
  /** A folder for pictures that several tests put on YouTube before they begin. */
  readonly pictures: string;
};

const HEARTBEAT = fileURLToPath(new URL('../../workflows/heartbeat.ts', import.meta.url));
const SHORT_HEARTBEAT = fileURLToPath(new URL('./short-heartbeat.ts', import.meta.url));

/** Bundles workflows and programs into an empty folder. */
export async function buildForTests(folder: string): Promise<Build> {
  const workflows = join(folder, 'workflows.js');
  const [{ code }, programs] = await Promise.all([
    bundleWorkflows(new DefaultLogger('WARN'), { webpackConfigHook: shortenHeartbeat }),
    bundlePrograms(folder),
  ]);
  await writeFile(workflows, code);
  return { ...programs, workflows, pictures: join(folder, 'pictures') };
}

type Hook = NonNullable<NonNullable<Parameters<typeof bundleWorkflows>[1]>['webpackConfigHook']>;

/** One module of constants is replaced by another. */
const shortenHeartbeat: Hook = (config) => ({
  ...config,
  resolve: { ...config.resolve, alias: { ...config.resolve?.alias, [HEARTBEAT]: SHORT_HEARTBEAT } },
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/worker.ts';
import { bundlePrograms, type Programs } from './bundle-programs.ts';

/** Paths of the bundles that are made once and used by every test. */
export type Build = Programs & {
  /** The workflows. They detect a dead worker sooner than the product's. */
  readonly workflows: string;
  /** A folder that caches pictures which several tests put on YouTube at their start. */
  readonly pictures: string;
};

const HEARTBEAT = fileURLToPath(new URL('../../workflows/heartbeat.ts', import.meta.url));
const SHORT_HEARTBEAT = fileURLToPath(new URL('./short-heartbeat.ts', import.meta.url));
const WAITS = fileURLToPath(new URL('../../workflows/notifications/waits.ts', import.meta.url));
const SHORT_WAITS = fileURLToPath(new URL('./short-waits.ts', import.meta.url));

/** Bundles workflows and programs into an empty folder. */
export async function buildForTests(folder: string): Promise<Build> {
  const workflows = join(folder, 'workflows.js');
  const [{ code }, programs] = await Promise.all([
    bundleWorkflows(new DefaultLogger('WARN'), { webpackConfigHook: shortenWaits }),
    bundlePrograms(folder),
  ]);
  await writeFile(workflows, code);
  return { ...programs, workflows, pictures: join(folder, 'pictures') };
}

type Hook = NonNullable<NonNullable<Parameters<typeof bundleWorkflows>[1]>['webpackConfigHook']>;

/** Replaces the modules of heartbeat timeouts and of the waits of notifications. */
const shortenWaits: Hook = (config) => ({
  ...config,
  resolve: {
    ...config.resolve,
    alias: { ...config.resolve?.alias, [HEARTBEAT]: SHORT_HEARTBEAT, [WAITS]: SHORT_WAITS },
  },
});

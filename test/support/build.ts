import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger } from '@temporalio/worker';
import { buildPackage } from '../../build/package.ts';
import { locate, type Program } from '../../layout/index.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

/** What is built once and used by every test: the package, by the files of its programs, and what only tests need. */
export type Build = Readonly<Record<Program, string>> & {
  /** The root of the package, with the packages that it depends on. */
  readonly folder: string;
  /** test/support/worker-process.ts. */
  readonly testWorker: string;
  /** The workflows of that one. They detect a dead worker sooner than the product's. */
  readonly workflows: string;
  /** A folder that caches pictures which several tests put on YouTube at their start. */
  readonly pictures: string;
};

const HEARTBEAT = locate('workflows/heartbeat.ts');
const SHORT_HEARTBEAT = fileURLToPath(new URL('./short-heartbeat.ts', import.meta.url));
const WAITS = locate('workflows/notifications/waits.ts');
const SHORT_WAITS = fileURLToPath(new URL('./short-waits.ts', import.meta.url));
const TEST_WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/** Builds into an empty folder. */
export async function buildForTests(folder: string): Promise<Build> {
  const [{ code }] = await Promise.all([
    bundleWorkflows(new DefaultLogger('WARN'), { webpackConfigHook: shortenWaits }),
    buildPackage(folder, { 'test-worker': TEST_WORKER }),
    symlink(locate('node_modules'), join(folder, 'node_modules')),
  ]);
  const workflows = join(folder, 'test-workflows.js');
  await writeFile(workflows, code);
  const program = (name: string): string => join(folder, 'lib', `${name}.mjs`);
  return {
    folder,
    showrunner: join(folder, 'bin', 'showrunner.cjs'),
    worker: program('worker'),
    drawing: program('drawing'),
    youtube: program('youtube'),
    testWorker: program('test-worker'),
    workflows,
    pictures: join(folder, 'pictures'),
  };
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

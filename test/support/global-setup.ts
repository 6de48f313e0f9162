import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { findTemporal } from '../../tools/temporal/find.ts';
import { bundleWorkflows } from '../../worker/worker.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file that holds the bundled workflows. */
    bundle: string;
  }
}

/** Once for the whole run: the development server's binary is found (or built), the workflows are bundled. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findTemporal({ env: process.env, log: console.log });
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-bundle-'));
  const path = join(folder, 'workflows.js');
  const { code } = await bundleWorkflows(new DefaultLogger('WARN'));
  await writeFile(path, code);
  project.provide('bundle', path);
  return () => rm(folder, { recursive: true, force: true });
}

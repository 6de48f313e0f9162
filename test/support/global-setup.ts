import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findTemporal } from '../../tools/temporal/find.ts';
import { type Build, buildForTests } from './build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    build: Build;
  }
}

/** Once for the whole run: the development server's binary is found (or built), workflows and programs are bundled. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findTemporal({ env: process.env, log: console.log });
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-build-'));
  project.provide('build', await buildForTests(folder));
  return () => rm(folder, { recursive: true, force: true });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { copyFiles, copyFonts } from './copy.ts';
import { writeManifest } from './manifest.ts';
import { writeNotices } from './notices.ts';
import { bundlePrograms } from './programs.ts';

/** Makes the package in an empty folder: see docs/install.md for what is where. `more`: further programs in lib/, by name. */
export async function buildPackage(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly seconds: number }> {
  const startedAt = performance.now();
  await mkdir(join(folder, 'lib'), { recursive: true });
  const [{ inputs }] = await Promise.all([
    bundlePrograms(folder, more),
    writeWorkflows(folder),
    copyFiles(folder),
    copyFonts(folder),
    writeManifest(folder),
  ]);
  await writeNotices(folder, inputs);
  return { seconds: (performance.now() - startedAt) / 1000 };
}

/** The workflows as the worker loads them. */
async function writeWorkflows(folder: string): Promise<void> {
  const { code } = await bundleWorkflows(new DefaultLogger('WARN'));
  await writeFile(join(folder, 'lib', 'workflows.cjs'), code);
}

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
  await writeFile(join(folder, 'lib', 'workflows.cjs'), omitSources(code));
}

const MAP = /^(\/\/# sourceMappingURL=data:application\/json;[^,]{0,40}base64,)([\w+/=]+)\s*$/m;

/** Without the sources in its map: traces need places only, and each worker keeps the map in memory several times. */
function omitSources(code: string): string {
  const [comment, head, encoded] = MAP.exec(code) ?? [];
  if (comment === undefined || encoded === undefined)
    throw new Error('the bundle of workflows has no source map; the SDK has changed');
  const { sourcesContent: _sources, ...map } = JSON.parse(
    Buffer.from(encoded, 'base64').toString(),
  ) as object & {
    readonly sourcesContent?: unknown;
  };
  return code.replace(comment, () => `${head}${Buffer.from(JSON.stringify(map)).toString('base64')}\n`);
}

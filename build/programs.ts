import { copyFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { locate, PROGRAMS } from '../layout/index.ts';

const { resolve: findPackage } = createRequire(locate('package.json'));

/** Native code is installed by npm for each platform. */
export const EXTERNAL = ['@temporalio/core-bridge', '@resvg/resvg-js', 'sharp'] as const;
/** Loaded by the SDK to bundle workflows, which no built program does. */
const UNUSED = /^(webpack|memfs|unionfs)$/;

const WORKER = dirname(findPackage('@temporalio/worker'));
/** The thread in which the worker runs workflows. */
const THREAD = 'workflow-thread';

export type BuiltPrograms = {
  /** Each file that is part of a program, by its path from the root of the clone. */
  readonly inputs: readonly string[];
};

/**
 * Bundles our code and the packages that it uses into `lib/` of a folder. A process then starts without the compiler and without looking
 * for two thousand files, which takes longer than the rest of its start. `more`: further programs, by name.
 */
export async function bundlePrograms(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<BuiltPrograms> {
  const lib = join(folder, 'lib');
  const { metafile } = await build({
    absWorkingDir: locate('.'),
    entryPoints: {
      ...PROGRAMS,
      health: 'deploy/health.ts',
      [THREAD]: join(WORKER, 'workflow/workflow-worker-thread.js'),
      ...more,
    },
    outdir: lib,
    bundle: true,
    splitting: true,
    metafile: true,
    external: ['@resvg/resvg-js', 'sharp'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Names of classes and functions are in messages and traces.
    minifyWhitespace: true,
    outExtension: { '.js': '.mjs' },
    legalComments: 'none',
    banner: { js: BANNER },
    define: { __dirname: 'ownFolder', __filename: 'ownFile' },
    logLevel: 'warning',
    plugins: [omitUnused, findNativeCore, findFiles],
  });
  await copyFile(findPackage('source-map/lib/mappings.wasm'), join(lib, 'mappings.wasm'));
  return { inputs: Object.keys(metafile.inputs) };
}

/** What packages that are no ES modules expect; all their own files that they read are in lib/, too. */
const BANNER = [
  "import { createRequire as createOwn } from 'node:module';",
  'const require = createOwn(import.meta.url), ownFolder = import.meta.dirname, ownFile = import.meta.filename;',
].join('');

const omitUnused: Plugin = {
  name: 'unused',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** The JavaScript of Temporal's core is bundled with the rest of the SDK, whose classes it throws; its native part stays in its package. */
const findNativeCore: Plugin = {
  name: 'native-core',
  setup: ({ onResolve, onLoad }) => {
    const core = dirname(findPackage('@temporalio/core-bridge/package.json'));
    onResolve({ filter: /^@temporalio\/core-bridge$/ }, () => ({ path: join(core, 'index.js') }));
    onLoad({ filter: /core-bridge[/\\]common\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await readFile(path, 'utf8'),
        '__dirname',
        "path.dirname(require.resolve('@temporalio/core-bridge/package.json'))",
      ),
    }));
  },
};

/** The SDK looks for files next to its own, some only to bundle workflows. */
const findFiles: Plugin = {
  name: 'files',
  setup: ({ onLoad }) => {
    onLoad({ filter: /worker[/\\]lib[/\\]workflow[/\\]bundler\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await readFile(path, 'utf8'),
        "require.resolve('../workflow-log-interceptor')",
        "''",
      ),
    }));
    onLoad({ filter: /worker[/\\]lib[/\\]workflow[/\\]threaded-vm\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await readFile(path, 'utf8'),
        "require.resolve('./workflow-worker-thread')",
        `require('node:path').join(__dirname, '${THREAD}.mjs')`,
      ),
    }));
  },
};

function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`expected ${from} once; the package has changed`);
  return text.replace(from, () => to);
}

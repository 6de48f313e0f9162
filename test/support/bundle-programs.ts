import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = `${sep}node_modules${sep}`;
const { resolve: findPackage } = createRequire(import.meta.url);

/** The entry files of programs that tests start as processes. */
const ENTRIES = {
  worker: fileURLToPath(new URL('./worker-process.ts', import.meta.url)),
  drawing: fileURLToPath(new URL('../../drawing/process/child.ts', import.meta.url)),
  showrunner: fileURLToPath(new URL('../../scripts/showrunner.ts', import.meta.url)),
  /** The thread in which the worker's process runs workflows. */
  thread: join(dirname(findPackage('@temporalio/worker')), 'workflow/workflow-worker-thread.js'),
};

/** What they start or load is found next to their own files only. */
const EXTERNAL = ['sharp', '@resvg/resvg-js', 'open'];
/** Loaded by the SDK to bundle workflows, which no bundled program does. */
const UNUSED = /^(webpack|memfs|unionfs)$/;

/** Each bundle's path. */
export type Programs = Readonly<Record<'worker' | 'drawing' | 'showrunner', string>>;

/**
 * Bundles our code and the packages that it uses. A process then starts without the compiler and without looking for two thousand files,
 * which takes longer than the rest of its start.
 */
export async function bundlePrograms(folder: string): Promise<Programs> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: folder,
    bundle: true,
    splitting: true,
    external: EXTERNAL,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    // For the packages that are no ES modules.
    banner: {
      js: "import { createRequire as createOwn } from 'node:module'; const require = createOwn(import.meta.url);",
    },
    logLevel: 'warning',
    plugins: [omitUnused, createPathPlugin(folder)],
  });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const pathOf = (name: string): string => join(folder, `${name}.mjs`);
  return { worker: pathOf('worker'), drawing: pathOf('drawing'), showrunner: pathOf('showrunner') };
}

const omitUnused: Plugin = {
  name: 'unused',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** Resolves files relative to the source; a program that is bundled too is started from its bundle. */
const createPathPlugin = (folder: string): Plugin => ({
  name: 'paths',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.([cm]?js|ts)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const isPackage = path.includes(PACKAGES);
      if (isPackage && !OWN_PATH.test(text)) return undefined;
      const contents = isPackage ? fixPackage(text, path, folder) : fixSource(text, path, folder);
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
});

const OWN_PATH = /__dirname|__filename|import\.meta\.url|require\.resolve/;

function fixSource(text: string, path: string, folder: string): string {
  const source = pathToFileURL(path);
  return text
    .replace(/new URL\('([^']+)', import\.meta\.url\)/g, (_, relative: string) => {
      const target = fileURLToPath(new URL(relative, source));
      return `new URL(${quote(pathToFileURL(findProgram(target, folder)).href)})`;
    })
    .replaceAll('import.meta.url', quote(source.href));
}

function fixPackage(text: string, path: string, folder: string): string {
  const { resolve } = createRequire(path);
  const findFile = (call: string, relative: string): string => {
    try {
      return quote(findProgram(resolve(relative), folder));
    } catch {
      // An example in a comment.
      return call;
    }
  };
  return text
    .replace(/require\.resolve\('(\.[^']+)'\)/g, findFile)
    .replaceAll('import.meta.url', quote(pathToFileURL(path).href))
    .replace(/\b__dirname\b/g, quote(dirname(path)))
    .replace(/\b__filename\b/g, quote(path));
}

function findProgram(target: string, folder: string): string {
  const name = Object.entries(ENTRIES).find(([, entry]) => entry === target)?.[0];
  return name === undefined ? target : join(folder, `${name}.mjs`);
}

const quote = (text: string): string => JSON.stringify(text);

import { readFile, symlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The entry files of programs that tests start as processes. */
const ENTRIES = {
  worker: fileURLToPath(new URL('./worker-process.ts', import.meta.url)),
  drawing: fileURLToPath(new URL('../../drawing/process/child.ts', import.meta.url)),
  showrunner: fileURLToPath(new URL('../../scripts/showrunner.ts', import.meta.url)),
};

/** Each bundle's path. */
export type Programs = Readonly<Record<keyof typeof ENTRIES, string>>;

/**
 * Bundles only our own code; packages are loaded from `node_modules`. A process then starts without the compiler, which takes longer than the
 * rest of its start.
 */
export async function bundlePrograms(folder: string): Promise<Programs> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [createPathPlugin(folder)],
  });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const pathOf = (name: string): string => join(folder, `${name}.mjs`);
  return { worker: pathOf('worker'), drawing: pathOf('drawing'), showrunner: pathOf('showrunner') };
}

/** Resolves files relative to the source; a program that is bundled too is started from its bundle. */
const createPathPlugin = (folder: string): Plugin => ({
  name: 'paths',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(ROOT) || path.includes(`${sep}node_modules${sep}`)) return undefined;
      const source = pathToFileURL(path);
      const text = await readFile(path, 'utf8');
      const contents = text
        .replace(/new URL\('([^']+)', import\.meta\.url\)/g, (_, relative: string) => {
          return `new URL(${quote(findProgram(new URL(relative, source), folder))})`;
        })
        .replaceAll('import.meta.url', quote(source));
      return { contents, loader: 'ts' };
    });
  },
});

function findProgram(target: URL, folder: string): URL {
  const path = fileURLToPath(target);
  const name = Object.entries(ENTRIES).find(([, entry]) => entry === path)?.[0];
  return name === undefined ? target : pathToFileURL(join(folder, `${name}.mjs`));
}

const quote = (url: URL): string => JSON.stringify(url.href);

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The only module that knows where files of Showrunner are: in a clone as they are written, in the package as `npm run build` puts them.
// Here it is layout/index.ts, there a file of lib/, so that the root is one folder up in both.

const HERE = import.meta.url;
const ROOT = fileURLToPath(new URL('..', HERE));

/** Of the built package. The scope is ours alone: the bare name is free on the registry, and anybody may take it. */
export const PACKAGE_NAME = '@showrunner-academy/showrunner';

/** Whether this is the built package, and not the sources. */
export const IS_BUILT = !HERE.endsWith('.ts');

/** Programs that run as processes of their own, by their file in lib/, with their source. */
export const PROGRAMS = {
  showrunner: 'scripts/showrunner.ts',
  worker: 'worker/main.ts',
  drawing: 'drawing/process/child.ts',
  youtube: 'emulator/main.ts',
} as const;

export type Program = keyof typeof PROGRAMS;

/** A file or folder that has the same place in the clone and in the package, by its path from the root. */
export const locate = (path: string): string => join(ROOT, path);

/** What a process of Node needs to run a program: its file, and the arguments before it. */
export const locateProgram = (program: Program): string =>
  IS_BUILT ? join(ROOT, 'lib', `${program}.mjs`) : join(ROOT, PROGRAMS[program]);

/** Arguments of Node before a file: sources need the compiler. */
export const listLoaders = (file: string): readonly string[] =>
  file.endsWith('.ts') ? ['--import', pathToFileURL(find('tsx')).href] : [];

/** The bundle of the workflows that was built ahead; undefined: from sources it is made at each start. */
export const locateWorkflows = (): string | undefined =>
  IS_BUILT ? join(ROOT, 'lib', 'workflows.cjs') : undefined;

/** A file of a font package, such as `@fontsource/inter/unicode.json`. */
export const locateFont = (path: string): string => (IS_BUILT ? join(ROOT, 'fonts', path) : find(path));

/** All emoji in one file, see drawing/fonts/emoji-archive.ts; undefined: each is a file of `locateEmojiFolder`. */
export const locateEmojiArchive = (): string | undefined =>
  IS_BUILT ? join(ROOT, 'fonts', 'emoji.bin') : undefined;

/** The folder of a package of npm that sources use. */
export const locatePackage = (name: string): string => join(find(`${name}/package.json`), '..');

const find = (path: string): string => createRequire(HERE).resolve(path);

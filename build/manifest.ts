import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locate, PACKAGE_NAME } from '../layout/index.ts';
import { EXTERNAL } from './programs.ts';

/** Writes package.json of the package: what is bundled is no dependency any more. */
export async function writeManifest(folder: string): Promise<void> {
  const { version, description, license, type, engines } = await readJson<Own>('package.json');
  const { packages } = await readJson<Lock>('package-lock.json');
  const installed = (name: string): string => {
    const found = packages[`node_modules/${name}`]?.version;
    if (found === undefined) throw new Error(`package-lock.json has no ${name}`);
    return found;
  };
  const manifest = {
    name: PACKAGE_NAME,
    version,
    description,
    license,
    type,
    engines,
    // It cannot be published by accident: npm refuses provenance outside of a workflow that can prove where it ran.
    publishConfig: { access: 'public', provenance: true },
    // Commands and schemas; its modules are internal.
    exports: { './package.json': './package.json', './schemas/*': './schemas/*' },
    bin: { showrunner: 'bin/showrunner.cjs' },
    files: [
      'bin',
      'deploy',
      'docs',
      'fonts',
      'lib',
      'schemas',
      'tools',
      '.nvmrc',
      'CHANGELOG.md',
      'NOTICES.txt',
    ],
    dependencies: Object.fromEntries(EXTERNAL.map((name) => [name, installed(name)])),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(locate(path), 'utf8')) as T;

type Own = Readonly<Record<'version' | 'description' | 'license' | 'type', string>> & {
  readonly engines: Readonly<Record<string, string>>;
};
type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string } | undefined>> };

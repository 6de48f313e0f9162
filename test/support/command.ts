import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const BIN = fileURLToPath(new URL('../../scripts/showrunner.mjs', import.meta.url));

export type Ran = { readonly code: number | undefined; readonly stdout: string; readonly stderr: string };

/** Runs `showrunner` in a folder as a process, without settings from this environment. */
export async function run(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(SHOWRUNNER|TEMPORAL)_/.test(name)),
  );
  const { exitCode, stdout, stderr } = await execa('node', [BIN, ...args], {
    cwd: folder,
    env: { ...clean, ...env },
    extendEnv: false,
    reject: false,
  });
  return { code: exitCode, stdout, stderr };
}

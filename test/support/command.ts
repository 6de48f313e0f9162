import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { inject } from 'vitest';

const BIN = fileURLToPath(new URL('../../scripts/showrunner.mjs', import.meta.url));

export type Ran = { readonly code: number | undefined; readonly stdout: string; readonly stderr: string };
type Environment = Readonly<Record<string, string>>;

/** Runs `showrunner` in a folder, with nothing of our environment set: a process of its own, from the package that all tests share. */
export const run = (folder: string, args: readonly string[], env?: Environment): Promise<Ran> =>
  runProgram(inject('build').showrunner, { folder, args, env });

/** The same from the sources, as in a clone; in twice the time. */
export const runFromSource = (folder: string, args: readonly string[], env?: Environment): Promise<Ran> =>
  runProgram(BIN, { folder, args, env });

type Start = {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env: Environment | undefined;
};

async function runProgram(program: string, { folder, args, env }: Start): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa('node', [program, ...args], {
    cwd: folder,
    env: { ...cleanEnvironment(), ...env },
    extendEnv: false,
    reject: false,
  });
  return { code: exitCode, stdout, stderr };
}

/** Ours, without settings of Showrunner and Temporal. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(SHOWRUNNER|TEMPORAL)_/.test(name)));

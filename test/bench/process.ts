import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export type RunningProgram = { readonly pid: number; stop(): Promise<void> };
type Settings = Readonly<Record<string, string>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;
const NODE = ['--import', 'tsx'];

/** Runs a program of ours to its end and answers what it prints. Throws with its last words when it fails. */
export async function runProgram(file: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await spawn(process.execPath, [...NODE, file, ...args], {});
  if (exitCode !== 0) throw new Error(`${file} failed: ${stderr.slice(-2000)}`);
  return stdout;
}

/** Starts a program of ours and waits until what it says matches. */
export const startProgram = (file: string, env: Settings, isReady: RegExp): Promise<RunningProgram> =>
  startCommand(process.execPath, [...NODE, file], env, isReady);

/** Starts a command and waits until what it says matches; it and what it started end with this process at the latest. */
export async function startCommand(
  command: string,
  args: readonly string[],
  env: Settings,
  isReady: RegExp,
): Promise<RunningProgram> {
  const child = spawn(command, args, env);
  const stop = async (): Promise<void> => {
    endGroup(child.pid);
    await child;
    process.off('exit', stop);
  };
  process.on('exit', stop);
  try {
    await waitForOutput(child, isReady);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, stop };
}

/** In a group of its own: `npm` does not hand every signal on. No settings of ours come from the outside. */
const spawn = (command: string, args: readonly string[], env: Settings) =>
  execa(command, args, {
    cwd: ROOT,
    env: { ...readForeignEnvironment(), ...env },
    extendEnv: false,
    reject: false,
    detached: true,
  });

function waitForOutput(child: ReturnType<typeof spawn>, isReady: RegExp): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => reject(new Error(`a process ${why}: ${said.slice(-2000)}`));
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      if (isReady.test(said)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void child.then(() => fail('ended'));
    setTimeout(() => fail('was not ready in time'), PATIENCE_MS).unref();
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

const readForeignEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(SHOWRUNNER|TEMPORAL)_/.test(key)));

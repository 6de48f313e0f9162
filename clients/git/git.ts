import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { hideSecret } from '../../domain/shared/redact.ts';
import { createEnvironment, type GitAccess } from './environment.ts';
import { createObjectProcesses, type ObjectProcesses } from './object-process.ts';
import type { Remote } from './remote.ts';
import { translateError } from './translate-error.ts';

/** git, started in one folder, with settings of ours alone: see `createEnvironment`. */
export type Git = {
  readonly folder: string;
  /**
   * Runs one command and returns its output: an empty text when it fails without a message (`--quiet`).
   *
   * @throws RepositoryError
   */
  run(args: readonly string[], options?: RunOptions): Promise<string>;
  readonly objects: ObjectProcesses;
};

export type RunOptions = {
  /** For a remote repository, which git then may reach; absent: it talks to no other machine. */
  readonly access?: GitAccess;
  readonly input?: string | Uint8Array;
  /** Aborted: the command is killed. */
  readonly signal?: AbortSignal;
};

/** Where commits come from: a repository on this machine, or our mirror of a remote one. */
export type GitSource = {
  readonly git: Git;
  /** The branch to follow; `HEAD` if it is detached. */
  readonly branch: string;
  /** Where commits can be pushed to. Absent: a repository on this machine, which is never written to. */
  readonly remote?: Remote;
  /** Fetches new commits; does nothing for a local repository. */
  fetch(): Promise<void>;
  /** The branch's commit at the source, without fetching; an empty text if there is none. */
  peek(): Promise<string>;
  /** Files and folders that change with the branch. */
  readonly watched: readonly string[];
  /** Default interval between two polls, in milliseconds. */
  readonly pollMs: number;
};

/** A command without output for this many milliseconds is killed. */
const SILENCE_MS = 60_000;
/** Characters: far more than any list of refs or commits that we ask for. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** @param folder exists; a work tree's root or a git directory, so that paths are the repository's */
export const createGit = (folder: string): Git => ({
  folder,
  run: (args, options = {}) => runCommand(folder, args, options),
  objects: createObjectProcesses(async (args) =>
    spawn('git', args, { cwd: folder, env: await createEnvironment(process.env) }),
  ),
});

async function runCommand(folder: string, args: readonly string[], options: RunOptions): Promise<string> {
  const child = execa('git', args, {
    cwd: folder,
    env: await createEnvironment(process.env, await logIn(options.access)),
    extendEnv: false,
    input: options.input ?? '',
    stripFinalNewline: false,
    maxBuffer: MAX_OUTPUT,
    reject: false,
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  const stopWatching = killWhenSilent(child);
  const result = await child;
  const wasSilent = stopWatching();
  if (!result.failed) return result.stdout;
  const said = result.stderr.trim();
  const isComplete = result.exitCode !== undefined && !result.isMaxBuffer;
  if (isComplete && said === '') return '';
  // The output of a command that was killed cannot be trusted. It has no exit code.
  const killed = wasSilent ? SILENT : result.isMaxBuffer ? TOO_LONG : (result.originalMessage ?? KILLED);
  const failure = translateError(new Error(isComplete ? said : `${said}\n${killed}`), nameCommand(args));
  if (failure.fault === 'refused') options.access?.login?.forget();
  throw failure;
}

/** @throws RepositoryError when there is no user name and password to be had */
async function logIn(access: GitAccess | undefined): Promise<GitAccess | undefined> {
  if (access?.login === undefined) return access;
  const { username, password } = await access.login.read();
  hideSecret(password);
  return {
    settings: access.settings,
    environment: { SHOWRUNNER_GIT_USERNAME: username, SHOWRUNNER_GIT_PASSWORD: password },
  };
}

const SILENT = `block timeout reached: no output for ${SILENCE_MS / 1000} s`;
const TOO_LONG = `more than ${MAX_OUTPUT} characters of output`;
const KILLED = 'killed by a signal before it finished';

type Killable = { readonly stdout: Readable; readonly stderr: Readable; kill(signal: 'SIGKILL'): unknown };

/** Returns a function that ends this, and says whether the command was killed. */
function killWhenSilent(child: Killable): () => boolean {
  let wasSilent = false;
  const timer = setTimeout(() => {
    wasSilent = true;
    child.kill('SIGKILL');
  }, SILENCE_MS);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', () => timer.refresh());
  return () => {
    clearTimeout(timer);
    return wasSilent;
  };
}

const nameCommand = (args: readonly string[]): string =>
  args.find((arg) => /^[a-z-]+$/.test(arg) && arg !== '-c') ?? '';

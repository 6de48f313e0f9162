import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { hideSecret } from '../../domain/shared/redact.ts';
import { trimEndOf } from '../../domain/shared/trim-end.ts';
import { hideCredentials } from './address.ts';
import { createEnvironment, type GitAccess } from './environment.ts';
import { RepositoryError, type RepositoryFault } from './errors.ts';
import type { Remote } from './remote.ts';

/** git, started in one folder, with settings of ours alone: see `createEnvironment`. */
export type Git = {
  readonly folder: string;
  /**
   * Runs one command and returns its output: an empty text when it fails without a message (`--quiet`).
   *
   * @throws RepositoryError
   */
  run(args: readonly string[], options?: RunOptions): Promise<string>;
  /** Starts one command; the caller writes, reads and ends it. */
  start(args: readonly string[]): Promise<ChildProcessWithoutNullStreams>;
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
  start: async (args) => spawn('git', args, { cwd: folder, env: await createEnvironment(process.env) }),
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

const FAULTS: readonly (readonly [RegExp, RepositoryFault, string])[] = [
  [/spawn git ENOENT/, 'no-git', 'git was not found: install it, or put it on the PATH.'],
  [/dubious ownership/, 'not-trusted', 'Run the `git config` command named above as the user who runs us.'],
  [/not a git repository/i, 'not-a-repository', 'Run `git init` there, or choose another folder.'],
  [
    /Authentication failed|could not read (Username|Password)|Permission denied|Repository not found|returned error: 40[134]|marked as read only|does not appear to be a git repository|Host key verification failed|transport '[^']*' not allowed/i,
    'refused',
    'Check the address, and that git can log in without a prompt.',
  ],
  [
    /Could not resolve host|unable to access|Could not read from remote|Connection (refused|timed out|reset|closed)|early EOF|hung up|block timeout reached/i,
    'unreachable',
    'Retried automatically; check the address and the network.',
  ],
];

/** Turns any failure of a git process into a RepositoryError without credentials. */
export function translateError(error: unknown, command: string): RepositoryError {
  const text = hideCredentials(error instanceof Error ? error.message : String(error));
  const [, fault, cure] = FAULTS.find(([pattern]) => pattern.test(text)) ?? [];
  const problem = fault === 'no-git' ? '' : `git ${command}: ${pickMessage(text)}. `;
  return new RepositoryError(fault ?? 'git-failed', `${problem}${cure ?? ''}`.trim());
}

/** The lines of the output without the progress of a fetch. */
function pickMessage(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const kept = lines.filter((line) => line !== '' && !/^(remote: )?[\w ]+:\s+\d+% /.test(line));
  return trimEndOf(kept.slice(0, 8).join(' ').slice(0, MAX_MESSAGE), '.');
}

/** Characters: a remote may send what it likes. */
const MAX_MESSAGE = 2_000;

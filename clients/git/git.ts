import { simpleGit } from 'simple-git';
import { trimEndOf } from '../../domain/shared/trim-end.ts';
import { hideCredentials } from './address.ts';
import { RepositoryError, type RepositoryFault } from './errors.ts';

/** git, started in one folder. */
export type Git = {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Runs one command and returns its output: an empty text when it fails without a message (`--quiet`).
   *
   * @throws RepositoryError
   */
  run(args: readonly string[]): Promise<string>;
};

/** Where commits come from: a repository on this machine, or our mirror of a remote one. */
export type GitSource = {
  readonly git: Git;
  /** The branch to follow; `HEAD` if it is detached. */
  readonly branch: string;
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

/** @param folder exists; a work tree's root or a git directory, so that paths are the repository's */
export function createGit(folder: string): Git {
  const environment = createEnvironment(process.env);
  const git = simpleGit({
    baseDir: folder,
    allowEnvironment: ALLOWED_ENVIRONMENT,
    // The operator's environment is trusted; arguments are still checked.
    unsafe: { allowUnsafeSshCommand: true, allowUnsafeAskPass: true, allowUnsafeConfigPaths: true },
    timeout: { block: SILENCE_MS },
    // By default it answers 50 ms after git exits, with what it has read by then: on a busy machine half a tree, or nothing.
    completion: { onClose: true, onExit: false },
    errors: (error, { exitCode }) => error ?? describeKilled(exitCode),
  }).env(environment);
  return {
    folder,
    environment,
    run: async (args) => {
      try {
        return await git.raw([...args]);
      } catch (error) {
        throw translateError(error, nameCommand(args));
      }
    },
  };
}

/** A command that was killed by a signal has no exit code, and its output cannot be trusted. */
const describeKilled = (exitCode: unknown): Buffer | undefined =>
  typeof exitCode === 'number' ? undefined : Buffer.from('killed by a signal before it finished');

const nameCommand = (args: readonly string[]): string =>
  args.find((arg) => /^[a-z-]+$/.test(arg) && arg !== '-c') ?? '';

const FAULTS: readonly (readonly [RegExp, RepositoryFault, string])[] = [
  [/spawn git ENOENT/, 'no-git', 'git was not found: install it, or put it on the PATH.'],
  [/dubious ownership/, 'not-trusted', 'Run the `git config` command named above as the user who runs us.'],
  [/not a git repository/i, 'not-a-repository', 'Run `git init` there, or choose another folder.'],
  [
    /Authentication failed|could not read (Username|Password)|Permission denied|Repository not found|returned error: 40[134]|does not appear to be a git repository|Host key verification failed/i,
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
  return trimEndOf(kept.slice(0, 8).join(' '), '.');
}

/** How an operator lets git log in. Other GIT_* variables could lead us to another repository. */
const KEPT = [
  'GIT_ASKPASS',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
];
/** simple-git refuses to start when one of these is set, and git does not need them here. */
const DROPPED = /^(GIT_.*|EDITOR|PAGER|PREFIX|SSH_ASKPASS|VISUAL)$/i;

const OURS = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // Never locks a person's work tree, not even to refresh its index.
  GIT_OPTIONAL_LOCKS: '0',
  // A file may be called `*` or `:(top)`.
  GIT_LITERAL_PATHSPECS: '1',
  // Ignores `git replace`: a commit is what its id says.
  GIT_NO_REPLACE_OBJECTS: '1',
};

/** Variables that simple-git must allow. */
const ALLOWED_ENVIRONMENT: readonly string[] = [...KEPT, ...Object.keys(OURS)];

/** The environment of git: no prompts, messages in English, and no GIT_DIR from a hook that started us. */
export function createEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(from).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (KEPT.includes(entry[0]) || !DROPPED.test(entry[0])),
  );
  const ssh = { GIT_SSH_COMMAND: from['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes' };
  return { ...Object.fromEntries(kept), ...(from['GIT_SSH'] === undefined ? ssh : {}), ...OURS };
}

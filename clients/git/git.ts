import { simpleGit } from 'simple-git';
import { hideCredentials } from './address.ts';
import { ALLOWED_ENVIRONMENT, createEnvironment } from './environment.ts';
import { RepositoryError, type RepositoryFault } from './errors.ts';

/** git, started in one folder. */
export type Git = {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * What one command prints. A command that fails without a word (`--quiet`) answers an empty text.
   *
   * @throws RepositoryError
   */
  run(args: readonly string[]): Promise<string>;
};

/** Milliseconds without a sign of life after which a command is ended. */
const SILENCE_MS = 60_000;

/** @param folder exists; a work tree's root or a git directory, so that paths are the repository's */
export function createGit(folder: string): Git {
  const environment = createEnvironment(process.env);
  const git = simpleGit({
    baseDir: folder,
    allowEnvironment: ALLOWED_ENVIRONMENT,
    // What an operator set in our own environment is no attack; arguments are still checked.
    unsafe: { allowUnsafeSshCommand: true, allowUnsafeAskPass: true, allowUnsafeConfigPaths: true },
    timeout: { block: SILENCE_MS },
    // Left alone it answers 50 ms after git's exit with what it has read by then: on a busy machine half a tree, or nothing.
    completion: { onClose: true, onExit: false },
    errors: (error, { exitCode }) => error ?? refuseKilled(exitCode),
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

/** One that a signal ended has no exit code, and has said nothing that can be trusted. */
const refuseKilled = (exitCode: unknown): Buffer | undefined =>
  typeof exitCode === 'number' ? undefined : Buffer.from('ended by a signal before it had answered');

const nameCommand = (args: readonly string[]): string =>
  args.find((arg) => /^[a-z-]+$/.test(arg) && arg !== '-c') ?? '';

const FAULTS: readonly (readonly [RegExp, RepositoryFault, string])[] = [
  [/spawn git ENOENT/, 'no-git', 'git was not found: install it, or put it on the PATH.'],
  [/dubious ownership/, 'not-trusted', 'Run the `git config` command named above as the user who runs us.'],
  [/not a git repository/i, 'not-a-repository', 'Run `git init` there, or name another folder.'],
  [
    /Authentication failed|could not read (Username|Password)|Permission denied|Repository not found|returned error: 40[134]|does not appear to be a git repository|Host key verification failed/i,
    'refused',
    'Check the address, and that git can log in without asking.',
  ],
  [
    /Could not resolve host|unable to access|Could not read from remote|Connection (refused|timed out|reset|closed)|early EOF|hung up|block timeout reached/i,
    'unreachable',
    'It is tried again; check the address and the network.',
  ],
];

/** Turns whatever a git process fails with into one of our faults, without credentials. */
export function translateError(error: unknown, command: string): RepositoryError {
  const text = hideCredentials(error instanceof Error ? error.message : String(error));
  const [, fault, cure] = FAULTS.find(([pattern]) => pattern.test(text)) ?? [];
  const said = fault === 'no-git' ? '' : `git ${command}: ${pickWords(text)}. `;
  return new RepositoryError(fault ?? 'git-failed', `${said}${cure ?? ''}`.trim());
}

/** Without the progress of a fetch. */
function pickWords(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const words = lines.filter((line) => line !== '' && !/^(remote: )?[\w ]+:\s+\d+% /.test(line));
  return words.slice(0, 8).join(' ').replace(/\.+$/, '');
}

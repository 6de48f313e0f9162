import { trimEndOf } from '../../domain/shared/trim-end.ts';
import { hideCredentials } from './address.ts';
import { RepositoryError, type RepositoryFault } from './errors.ts';

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

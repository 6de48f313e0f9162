import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checks } from '../../../clients/checks.ts';
import { hideCredentials } from '../../../clients/git/address.ts';
import { RepositoryError } from '../../../clients/git/errors.ts';
import { lookAtRepository, type RepositoryLook } from '../../../clients/git/look-at.ts';
import { findGitLogin } from '../../../clients/github/git-login.ts';
import type { WantedChannel } from '../../../clients/youtube/account/judge-channel.ts';
import { type Settings, stateFolders } from '../../../config/settings.ts';
import { parseFile } from '../../../domain/content/parse/parse.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { fine, problem, unknown, type Verdict, warning } from '../../../domain/shared/finding.ts';
import { findWorktree } from '../../lib/worktree.ts';

const ACADEMY = 'academy.yaml';

/** Whether the repository can be read, and its academy.yaml. @returns what it says of the channel; undefined: nothing that can be used */
export async function checkContent(checks: Checks, settings: Settings): Promise<WantedChannel | undefined> {
  const { repository: location, branch, state, codeHost } = settings;
  const shown = hideCredentials(location);
  const look = await checks.run({
    name: 'repository',
    late: `${shown} does not answer`,
    run: async (signal) => {
      const found = await lookAtRepository({
        location,
        branch,
        folder: stateFolders(state).repository,
        ...defined({ login: findGitLogin(codeHost, location) }),
        signal,
      }).catch(allowEmpty);
      const text =
        found === undefined
          ? warning(`${shown} has no commit yet: a worker reads commits; make the first one`)
          : fine(`${shown}, branch ${found.branch}, commit ${found.commit.slice(0, 10)}`);
      return { verdicts: [text], value: { found } };
    },
  });
  if (look === undefined) {
    checks.add(ACADEMY, unknown('not checked: the repository could not be read'));
    return undefined;
  }
  return checks.run({
    name: ACADEMY,
    late: `${shown} does not answer`,
    run: (signal) => checkAcademy(location, look.found, signal),
  });
}

/** One without a commit is not broken. */
function allowEmpty(error: unknown): undefined {
  if (error instanceof RepositoryError && error.fault === 'no-commit') return undefined;
  throw error;
}

type CheckedAcademy = { readonly verdicts: readonly Verdict[]; readonly value?: WantedChannel };

async function checkAcademy(
  location: string,
  look: RepositoryLook | undefined,
  signal: AbortSignal,
): Promise<CheckedAcademy> {
  const committed = await look?.read(ACADEMY, signal);
  if (committed === 'not-here')
    return {
      verdicts: [
        unknown('not read: this machine has not fetched that commit yet; a worker does it at its start'),
      ],
    };
  if (committed !== undefined) return judgeAcademy(committed);
  const onDisk = await readOnDisk(location, look);
  if (onDisk === undefined)
    return { verdicts: [problem('there is none: write it with `npx showrunner init`, and commit it')] };
  const { verdicts, value } = judgeAcademy(onDisk);
  const state = verdicts.filter((verdict) => verdict.state !== 'fine');
  return {
    verdicts: [warning('it is on disk only: commit it, a worker reads commits'), ...state],
    ...(value === undefined ? {} : { value }),
  };
}

async function readOnDisk(location: string, look: RepositoryLook | undefined): Promise<string | undefined> {
  const root = look === undefined ? await findWorktree(location).catch(() => undefined) : look.worktree;
  return root === undefined ? undefined : readFile(join(root, ACADEMY), 'utf8').catch(() => undefined);
}

/** @param text of academy.yaml */
export function judgeAcademy(text: string): CheckedAcademy {
  const { record, problems } = parseFile('academy', ACADEMY, text);
  if (record !== undefined) {
    const { name, manage, channelId, streams } = record;
    return { verdicts: [fine(`${name}, manage: ${manage}`)], value: { channelId, streams } };
  }
  const [first] = problems;
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  const where = first === undefined ? 'it cannot be used' : `line ${first.line}: ${first.message}`;
  return { verdicts: [problem(`${where}${more}: run \`npx showrunner validate\``)] };
}

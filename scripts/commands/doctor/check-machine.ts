import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Checks } from '../../../clients/checks.ts';
import { createGit } from '../../../clients/git/git.ts';
import { findStateMismatch } from '../../../config/state-version.ts';
import { fine, problem, type Verdict, warning } from '../../../domain/shared/finding.ts';
import { renderShell } from '../../../domain/shared/media/shell.ts';

/** `node`: the version that runs this. */
export function judgeNode(node: string, oldest: string): Verdict {
  return isOlder(node, oldest) ? problem(`Node ${node} is too old: install ${oldest} or newer`) : fine(node);
}

/** The oldest that knows all that we ask of it. */
const OLDEST_GIT = '2.32';

/** `answer`: of `git --version`. */
export function judgeGit(answer: string): Verdict {
  const version = /^git version (\d+(?:\.\d+)+)/.exec(answer)?.[1];
  if (version === undefined)
    return warning(`\`git --version\` answers "${answer.trim()}": ${OLDEST_GIT} or newer is needed`);
  return isOlder(version, OLDEST_GIT)
    ? problem(`git ${version} is too old: install ${OLDEST_GIT} or newer`)
    : fine(version);
}

/** By the numbers before any other sign. */
function isOlder(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => (/^[\d.]+/.exec(text)?.[0] ?? '').split('.').map(Number));
  for (const [index, wanted] of (b ?? []).entries()) {
    const found = a?.[index] ?? 0;
    if (found !== wanted) return found < wanted;
  }
  return false;
}

/** @returns whether there is a git to use */
export async function checkGit(checks: Checks): Promise<boolean> {
  const found = await checks.run({
    name: 'git',
    late: 'git does not answer',
    run: async (signal) => {
      const verdict = judgeGit(await createGit(tmpdir()).run(['--version'], { signal }));
      return { verdicts: [verdict], value: true };
    },
  });
  return found === true;
}

/** The state folder and the space on its disk. Creates nothing. */
export async function checkState(checks: Checks, state: string, version: string): Promise<void> {
  await checks.run({
    name: 'state',
    late: `the disk of ${state} does not answer`,
    run: async () => ({ verdicts: [await judgeState(state, version)] }),
  });
  await checks.run({
    name: 'disk',
    late: `the disk of ${state} does not answer`,
    run: async () => {
      const { bavail, bsize } = await statfs(await findExisting(state));
      return { verdicts: [judgeDisk(bavail * bsize)] };
    },
  });
}

const OTHERS = 0o077;

async function judgeState(state: string, version: string): Promise<Verdict> {
  const existing = await findExisting(state);
  const found = await stat(existing);
  if (!found.isDirectory())
    return problem(`${existing} is not a folder: set SHOWRUNNER_STATE to one, or to one that can be created`);
  const isWritable = await access(existing, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable)
    return problem(
      `${existing} cannot be written by this user: change its owner, or set SHOWRUNNER_STATE to another folder`,
    );
  if (existing !== state) return fine(`${state}, which the first start creates`);
  const mismatch = await findStateMismatch(state, version);
  if (mismatch !== undefined) return problem(mismatch);
  if ((found.mode & OTHERS) === 0) return fine(state);
  return warning(
    `other users of this machine can read ${state}, which holds credentials and unpublished texts: run \`${renderShell(['chmod', '-R', 'go=', state])}\`; a start does it, too`,
  );
}

/** The folder, or the nearest above it that is there. */
async function findExisting(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined || dirname(folder) === folder ? folder : findExisting(dirname(folder));
}

const MEGABYTE = 1024 * 1024;
const LITTLE = 2048 * MEGABYTE;
/** Temporal's database, a mirror and pictures find no room. */
const NONE = 256 * MEGABYTE;

export function judgeDisk(free: number): Verdict {
  const text = `${Math.floor(free / MEGABYTE).toLocaleString('en-US')} MB free`;
  if (free >= LITTLE) return fine(text);
  const advice = 'make room, or set SHOWRUNNER_STATE to a folder on another disk';
  return free < NONE ? problem(`${text}: ${advice}`) : warning(`${text}: ${advice}`);
}

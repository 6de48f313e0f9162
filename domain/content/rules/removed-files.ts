import { compareTexts, type Problem } from '../../shared/problem.ts';
import { idOfPath, kindOfPath } from '../parse/id.ts';

/** A file that was removed although others name it. Its last version is used for them, and for nothing else. */
export type RemovedFile = {
  readonly path: string;
  /** The paths of the files that name it. */
  readonly users: readonly string[];
  /** The commit of its last version. */
  readonly commit: string;
  /** Where the same bytes are now, and the former ids there. */
  readonly movedTo?: { readonly path: string; readonly aliases: readonly string[] };
};

const MOST_NAMED = 3;

/** One problem with its count, instead of one in each file. */
export function describeRemovedFile({ path, users, commit, movedTo }: RemovedFile): Problem {
  const named = users.toSorted(compareTexts);
  const rest = named.length - MOST_NAMED;
  const list = named.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  const what = movedTo === undefined ? `${path} was removed` : `${path} was renamed to ${movedTo.path}`;
  const message = `${what}; ${countUsers(named)} it: ${list}`;
  const place = named.length === 1 ? 'that file' : 'those files';
  const fix =
    movedTo === undefined ? describeRestore(path, commit, place) : describeRename(path, movedTo, place);
  const hint = `${fix} Until then ${named.length === 1 ? 'it stays' : 'they stay'} at the last valid version.`;
  return { path, line: 1, column: 1, code: 'removed-file', message, hint };
}

/** `86 episodes and 1 show name` */
function countUsers(users: readonly string[]): string {
  const kinds = users.map((path) => kindOfPath(path) ?? 'file');
  const counts = (['episode', 'show', 'guest', 'academy'] as const).flatMap((kind) => {
    const number = kinds.filter((one) => one === kind).length;
    if (number === 0) return [];
    if (kind === 'academy') return ['the academy'];
    return [`${number} ${kind}${number === 1 ? '' : 's'}`];
  });
  return `${counts.join(' and ')} ${users.length === 1 ? 'names' : 'name'}`;
}

const describeRestore = (path: string, commit: string, place: string): string =>
  `Restore it (git checkout ${commit.slice(0, 10)} -- ${quote(path)}), or take it out of ${place}.`;

/** Only guests have former ids. */
function describeRename(path: string, movedTo: NonNullable<RemovedFile['movedTo']>, place: string): string {
  const kind = kindOfPath(path);
  if (kind === undefined) return `Name ${movedTo.path} in ${place}, or rename it back.`;
  const [before, now] = [idOfPath(kind, path), idOfPath(kind, movedTo.path)];
  if (kind !== 'guest') return `Write "${now}" instead of "${before}" in ${place}, or rename it back.`;
  return `Add "aliases: [${[...movedTo.aliases, before].join(', ')}]" to ${movedTo.path}.`;
}

const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

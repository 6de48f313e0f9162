import { MAX_ID } from '../schema/common.ts';
import type { Kind } from '../schema/kinds.ts';

const ID = /^[a-z0-9]+(?:[-_./][a-z0-9]+)*$/;
const FOLDERS: Readonly<Record<Kind, string>> = {
  academy: '',
  show: 'shows/',
  guest: 'guests/',
  sponsor: 'sponsors/',
  episode: 'episodes/',
};

/** The id from a path: the part below the kind's folder, without extension. */
export function idOfPath(kind: Kind, path: string): string {
  const folder = FOLDERS[kind];
  return (path.startsWith(folder) ? path.slice(folder.length) : path).replace(/\.ya?ml$/, '');
}

/** Whether a text is a valid id: lower-case letters and digits, joined by `-`, `_`, `.` and, in an episode's id, `/`. */
export const isId = (id: string): boolean => id.length <= MAX_ID && ID.test(id);

/** The kind of file at a path; undefined for other files. */
export function kindOfPath(path: string): Kind | undefined {
  if (path === 'academy.yaml') return 'academy';
  if (/^episodes\/.+\.ya?ml$/.test(path)) return 'episode';
  const folder = /^(guest|show|sponsor)s\/[^/]+\.yaml$/.exec(path)?.[1];
  return folder === 'guest' || folder === 'show' || folder === 'sponsor' ? folder : undefined;
}

import { parseHosted } from '../git/address.ts';

/** `rawkode/academy` */
export type GitHubRepository = { readonly owner: string; readonly name: string };

/** The address of the API: of github.com, of a company's own subdomain of ghe.com, or of a GitHub Enterprise Server. */
export function apiUrlOf(url: string): string {
  const { protocol, host } = new URL(url);
  const isCloud = host === 'github.com' || host.endsWith('.ghe.com');
  return isCloud ? `https://api.${host}` : `${protocol}//${host}/api/v3`;
}

/** Of `owner/name`; undefined if it is something else. */
export function parseRepository(path: string): GitHubRepository | undefined {
  const [owner = '', name = '', ...more] = path.split('/');
  return more.length === 0 && isName(owner) && isName(name) ? { owner, name } : undefined;
}

/** Of the address that git uses; undefined if it is not a repository of the host in `url`. */
export function parseRemote(location: string, url: string): GitHubRepository | undefined {
  const path = parseHosted(location, url);
  return path === undefined ? undefined : parseRepository(path);
}

const isName = (name: string): boolean => /^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name);

import { createHash } from 'node:crypto';
import { redact } from '../../domain/shared/redact.ts';
import { trimEndOf } from '../../domain/shared/trim-end.ts';

/** `https://`, `ssh://`, `file://` or `user@host:path`; anything else is a path on this machine. */
export const isUrl = (location: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(location) || /^[\w.-]+@[\w.-]+:/.test(location);

/**
 * Hides user names, passwords and tokens: `https://(hidden)@host/path`. An ssh user without a password is not secret. Hides up to the
 * last `@`: better too much than half of a password that contains `/`.
 */
export function hideCredentials(text: string): string {
  return redact(
    text
      .replace(/\b(https?:\/\/)[^\s'"]{1,1000}@/gi, '$1(hidden)@')
      .replace(/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,1000}):[^\s'"]{0,1000}@/gi, '$1:(hidden)@'),
  );
}

/** The folder name of a URL's mirror: readable, and independent of the credentials in the URL. */
export function nameMirror(url: string): string {
  const plain = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
  const words = plain.replace(/^[a-z]+:\/\//i, '').replace(/\.git\/?$/, '');
  const slug = trimEndOf(words.replace(/[^a-zA-Z0-9.]+/g, '-').replace(/^[-.]{1,100}/, ''), '-.');
  return `${slug.slice(-60)}-${createHash('sha256').update(plain).digest('hex').slice(0, 8)}.git`;
}

/**
 * The path of a repository at one host, without `.git`: `rawkode/academy` of `https://`, `ssh://` and `git@github.com:` addresses.
 * undefined if it is a folder, or a repository elsewhere. `url`: the host's page, `https://github.com`.
 */
export function parseHosted(location: string, url: string): string | undefined {
  const { host, hostname } = new URL(url);
  const { host: found, path, isSsh } = splitAddress(location);
  const isThere = isSsh === true ? nameSshHost(found) === hostname : found === host;
  if (!isThere || path === undefined) return undefined;
  return path.replace(/^\/{1,9}|\/$/g, '').replace(/\.git$/, '') || undefined;
}

type Address = { readonly host?: string; readonly path?: string; readonly isSsh?: boolean };

function splitAddress(location: string): Address {
  const [, sshHost, sshPath] = /^[\w.-]+@([\w.-]+):(?!\/\/)(.*)$/.exec(location) ?? [];
  if (sshHost !== undefined && sshPath !== undefined) return { host: sshHost, path: sshPath, isSsh: true };
  if (!URL.canParse(location)) return {};
  const { protocol, host, hostname, pathname } = new URL(location);
  if (protocol === 'ssh:') return { host: hostname, path: pathname, isSsh: true };
  return protocol === 'https:' || protocol === 'http:' ? { host, path: pathname } : {};
}

/** Its port says nothing. github.com and gitlab.com answer ssh on port 443, too, under names of their own. */
const nameSshHost = (host = ''): string =>
  host.toLowerCase().replace(/^ssh\.(?=github\.com$)|^altssh\.(?=gitlab\.com$)/, '');

import { createHash } from 'node:crypto';

/** `https://`, `ssh://`, `file://` or `user@host:path`; all else is a path on this machine. */
export const isUrl = (location: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(location) || /^[\w.-]+@[\w.-]+:/.test(location);

/**
 * Hides who logs in with what: `https://(hidden)@host/path`. An ssh user without a password is no secret. Up to the last `@`: rather
 * too much than the half of a password with a `/` in it.
 */
export function hideCredentials(text: string): string {
  return text
    .replace(/\b(https?:\/\/)[^\s'"]+@/gi, '$1(hidden)@')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*):[^\s'"]*@/gi, '$1:(hidden)@');
}

/** The folder of a URL's mirror: to be read by people, and the same whichever credentials the URL carries. */
export function nameMirror(url: string): string {
  const plain = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
  const words = plain.replace(/^[a-z]+:\/\//i, '').replace(/\.git\/?$/, '');
  const slug = words.replace(/[^a-zA-Z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${slug.slice(-60)}-${createHash('sha256').update(plain).digest('hex').slice(0, 8)}.git`;
}

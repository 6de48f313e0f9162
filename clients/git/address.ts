import { createHash } from 'node:crypto';
import { redact } from '../../domain/shared/redact.ts';

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
  const slug = words.replace(/[^a-zA-Z0-9.]+/g, '-').replace(/^[-.]{1,100}|[-.]{1,100}$/g, '');
  return `${slug.slice(-60)}-${createHash('sha256').update(plain).digest('hex').slice(0, 8)}.git`;
}

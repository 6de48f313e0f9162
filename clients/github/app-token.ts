import { createSign, type KeyObject } from 'node:crypto';

/** Seconds: GitHub accepts at most ten minutes, and a clock may be wrong by a minute. */
const BEFORE = 60;
const LASTS = 540;

/** What an app shows to get a token: a JSON Web Token, signed by RS256. `now`: ms since 1970. */
export function signAppToken(id: string, privateKey: KeyObject, now: number): string {
  const seconds = Math.floor(now / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iat: seconds - BEFORE, exp: seconds + LASTS, iss: id },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

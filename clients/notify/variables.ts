import { hideSecret } from '../../domain/shared/redact.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Why nothing can be sent before a person changes something. The message names variables, never their values. */
export class NotifyFault extends Error {
  override readonly name = 'NotifyFault';
}

/** The value of a variable, which no message or log shows from now on. @throws NotifyFault without one */
export function readVariable(env: Variables, name: string): string {
  const value = env[name]?.trim() ?? '';
  if (value === '')
    throw new NotifyFault(
      `the environment of the worker has no ${name}: set it for every worker and restart them`,
    );
  hideSecret(value);
  return value;
}

/** Whoever has a call could find a short one by trying. */
const SHORTEST_SECRET = 16;

/** @throws NotifyFault */
export function readSecret(env: Variables, name: string): string {
  const value = readVariable(env, name);
  if (value.length >= SHORTEST_SECRET) return value;
  throw new NotifyFault(
    `${name} is shorter than ${SHORTEST_SECRET} characters: take 24 random bytes, for example from \`openssl rand -base64 24\`, for every worker and whoever checks the signature`,
  );
}

/** An address with a login in it is split, as fetch refuses it. @throws NotifyFault */
export function readUrl(env: Variables, name: string, protocols: readonly string[]): URL {
  const value = readVariable(env, name);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !protocols.includes(url.protocol))
    throw new NotifyFault(
      `${name} is not an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}: correct it in the environment of every worker`,
    );
  hideSecret(url.pathname.slice(1));
  hideSecret(decode(url.password));
  return url;
}

export const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

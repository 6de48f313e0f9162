import { hostname } from 'node:os';

/** How a worker calls itself at the Temporal server, which shows it: its version, its process and its machine. */
export const createWorkerIdentity = (version: string): string =>
  `showrunner-${version}:${process.pid}@${hostname()}`;

/** `version`: undefined for a worker of version 0.2.0 or earlier, or one that is not ours. */
export function parseWorkerIdentity(identity: string): { readonly version?: string; readonly place: string } {
  const [, version, place] = /^showrunner-([^:@]+):(.+)$/.exec(identity) ?? [];
  return version === undefined || place === undefined ? { place: identity } : { version, place };
}

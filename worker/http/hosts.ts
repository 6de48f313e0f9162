import { isIP } from 'node:net';

/** `own`: by an address, or a name that only this machine or its network has; `public`: by a name of the settings. */
export type HostKind = 'own' | 'public';

/**
 * How a request names this server. undefined: by a name that is not ours. A web page can point a name of its own at any address (DNS
 * rebinding), and its requests then count as its own site's for the browser; it cannot do that with an address or a name without a dot.
 */
export function classifyHost(header: string | undefined, names: readonly string[]): HostKind | undefined {
  const host = parseHost(header ?? '');
  if (host === undefined) return undefined;
  if (names.includes(host)) return 'public';
  return isIP(host) !== 0 || /^[a-z\d-]+$/.test(host) ? 'own' : undefined;
}

/** In small letters, without port and brackets. */
const parseHost = (header: string): string | undefined => {
  const [, bracketed, plain] =
    /^(?:\[([\da-f:.]{2,45})\]|([a-z\d.-]{1,253}))(?::\d{1,5})?$/i.exec(header) ?? [];
  return (bracketed ?? plain)?.toLowerCase();
};

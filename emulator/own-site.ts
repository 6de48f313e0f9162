import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

type Answer = Promise<Response | undefined>;
type Local = { readonly Bindings: HttpBindings };

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];
/** Without `nosniff` a browser may take an answer for a script or a page. */
const NO_SNIFF = 'x-content-type-options';
const SHOWN = 200;

/**
 * Answers only to this machine's own names, and changes nothing for a page of another site. A page can point its own name at this
 * machine (DNS rebinding): then its requests count as its own site's for the browser, and only `Host` shows the name. Clients that are
 * no browsers send neither `Origin` nor `Sec-Fetch-Site`.
 */
export async function rejectOtherSites(context: Context<Local>, next: () => Promise<void>): Answer {
  const refusal = findRefusal(context);
  if (refusal !== undefined) return context.json({ error: `Refused: ${refusal}` }, 403);
  context.header(NO_SNIFF, 'nosniff');
  await next();
  return undefined;
}

function findRefusal({ req, env }: Context<Local>): string | undefined {
  const hosts = listHosts(env.incoming.socket.localPort ?? 0);
  const host = req.header('host') ?? '';
  if (!hosts.includes(host.toLowerCase()))
    return `the request is for the host "${host.slice(0, SHOWN)}"; this server answers only to ${hosts.join(', ')}.`;
  if (req.method === 'GET' || req.method === 'HEAD') return undefined;
  const origin = req.header('origin');
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`)
    return `this request comes from ${origin.slice(0, SHOWN)}, a page of another site.`;
  const site = req.header('sec-fetch-site') ?? 'none';
  return site === 'same-origin' || site === 'none'
    ? undefined
    : 'this request comes from a page of another site.';
}

/** A browser leaves out port 80. */
const listHosts = (port: number): string[] =>
  NAMES.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);

/** A form or a script of another site can send every type of body but this one without asking first. */
export const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '');

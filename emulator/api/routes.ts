import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { defined } from '../defined.ts';
import type { InjectedFault } from '../faults.ts';
import type { World } from '../world.ts';
import { dropNulls } from './body.ts';
import { runCall } from './call.ts';
import { ENDPOINTS } from './endpoints.ts';
import { badRequest, notFound, renderError } from './errors.ts';
import { readContent } from './media.ts';
import type { ApiRequest, Endpoint } from './request.ts';
import { issueToken, refuseGrant, refuseToken, type TokenAnswer } from './token.ts';

export type Http = { Bindings: HttpBindings };

/** The API under both of its prefixes, and the token endpoint. */
export function createApi(world: World): Hono<Http> {
  const app = new Hono<Http>();
  for (const prefix of ['/youtube/v3', '/upload/youtube/v3'])
    for (const endpoint of ENDPOINTS)
      app.on(endpoint.http, `${prefix}/${endpoint.path}`, (context) => answerCall(world, endpoint, context));
  app.post('/token', (context) => answerToken(world, context));
  app.all('/youtube/v3/*', refuseUnknown);
  app.all('/upload/youtube/v3/*', refuseUnknown);
  return app;
}

async function answerCall(world: World, endpoint: Endpoint, context: Context<Http>): Promise<Response> {
  const body = Buffer.from(await context.req.arrayBuffer());
  const {
    status,
    body: answer,
    fault,
  } = runCall(world, endpoint, context.req.header('authorization'), () => readRequest(context, body));
  const response = renderAnswer(context, status, answer);
  return fault === undefined ? response : sendWithFault(world, context, { fault, response });
}

function readRequest(context: Context<Http>, body: Buffer): ApiRequest {
  const { searchParams: query, origin } = new URL(context.req.url);
  const { json, media } = readContent(body, context.req.header('content-type') ?? '');
  return {
    query,
    origin,
    body: json === undefined ? undefined : parseJson(json),
    ...defined({ media }),
  };
}

function parseJson(text: string): unknown {
  try {
    return dropNulls(JSON.parse(text));
  } catch {
    throw badRequest('parseError', 'Parse Error');
  }
}

function renderAnswer(context: Context<Http>, status: number, body: unknown): Response {
  const etag = readEtag(body);
  if (etag !== undefined && context.req.method === 'GET' && context.req.header('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { etag } });
  if (body === undefined) return new Response(null, { status });
  if (typeof body === 'string')
    return new Response(body, { status, headers: { 'content-type': 'text/html; charset=UTF-8' } });
  const headers = {
    'content-type': 'application/json; charset=UTF-8',
    ...defined({ etag }),
  };
  return new Response(JSON.stringify(body), { status: status === 0 ? 500 : status, headers });
}

function readEtag(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('etag' in body)) return undefined;
  return typeof body.etag === 'string' ? body.etag : undefined;
}

/** The connection is cut, or the answer comes late; what was done stays done. */
async function sendWithFault(
  { faults }: World,
  context: Context<Http>,
  { fault, response }: { readonly fault: InjectedFault; readonly response: Response },
): Promise<Response> {
  if (fault.kind === 'withhold' || fault.kind === 'drop') {
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (fault.kind === 'delay') await faults.delay(fault.delayMs);
  return response;
}

async function answerToken(world: World, context: Context<Http>): Promise<Response> {
  const form = new URLSearchParams(await context.req.text());
  const fault = world.faults.take('token');
  const { status, body } = issueTokenUnless(world, fault, form);
  const response =
    typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
  return fault === undefined ? response : sendWithFault(world, context, { fault, response });
}

function issueTokenUnless(
  world: World,
  fault: InjectedFault | undefined,
  form: URLSearchParams,
): TokenAnswer {
  if (fault?.kind === 'invalidGrant') return refuseGrant();
  if (fault?.refusal !== undefined) return refuseToken(fault.refusal);
  if (fault?.kind === 'status500' || fault?.kind === 'status503')
    return { status: fault.kind === 'status500' ? 500 : 503, body: { error: 'internal_failure' } };
  return issueToken(world, form);
}

function refuseUnknown(context: Context<Http>): Response {
  const message = `The local YouTube does not know ${context.req.method} ${context.req.path}.`;
  return context.json(renderError(notFound('notFound', message, 'global')) as object, 404);
}

import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { InjectedFault } from '../faults.ts';
import { createInvalidGrant, createTokenFault, type TokenAnswer } from '../oauth/answers.ts';
import { issueToken } from '../oauth/issue.ts';
import { describeToken, revokeToken } from '../oauth/revoke.ts';
import type { World } from '../world.ts';
import { answerBatchedCall, answerCall } from './answer-call.ts';
import { answerBatch } from './batch.ts';
import { type Incoming, NO_BODY, type Outgoing } from './incoming.ts';
import { readBody } from './read-body.ts';

export type Http = { Bindings: HttpBindings };

/** The API under its prefixes, batches of calls, and what OAuth clients call. */
export function createApi(world: World): Hono<Http> {
  const app = new Hono<Http>();
  const call = (incoming: Incoming) => answerCall(world, incoming);
  const batch = (incoming: Incoming) => answerBatch(incoming, (one) => answerBatchedCall(world, one));
  for (const prefix of ['/youtube/v3', '/upload/youtube/v3', '/resumable/upload/youtube/v3'])
    app.all(`${prefix}/*`, (context) => answer(world, context, call));
  for (const path of ['/batch', '/batch/youtube/v3'])
    app.post(path, (context) => answer(world, context, batch));
  app.post('/token', (context) => answerToken(world, context));
  app.post('/revoke', async (context) => toJson(revokeToken(world, await readForm(context))));
  app.on(['GET', 'POST'], '/tokeninfo', async (context) =>
    toJson(describeToken(world, await readForm(context), context.req.header('authorization'))),
  );
  return app;
}

async function answer(
  world: World,
  context: Context<Http>,
  run: (incoming: Incoming) => Outgoing,
): Promise<Response> {
  const { status, headers, body = null, fault } = run(await readIncoming(world, context));
  const response = new Response(body, { status, headers: { ...headers } });
  return fault === undefined ? response : sendWithFault(world, context, { fault, response });
}

async function readIncoming(world: World, { req, env }: Context<Http>): Promise<Incoming> {
  const { method: http } = req;
  const url = new URL(req.url);
  const header = (name: string) => req.header(name);
  const hasBody = http !== 'GET' && http !== 'HEAD';
  return { http, url, header, body: hasBody ? await readBody(world, url, env.incoming) : NO_BODY };
}

/** Closes the connection, or delays the answer. What the call did stays. */
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

const toJson = ({ status, body }: TokenAnswer): Response => Response.json(body, { status });

/** Clients put parameters into the URL or into the body. */
async function readForm({ req }: Context<Http>): Promise<URLSearchParams> {
  const body = req.method === 'POST' ? await req.text() : '';
  return new URLSearchParams([...new URL(req.url).searchParams, ...new URLSearchParams(body)]);
}

async function answerToken(world: World, context: Context<Http>): Promise<Response> {
  const form = new URLSearchParams(await context.req.text());
  const fault = world.faults.next('token');
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
  if (fault?.kind === 'invalidGrant') return createInvalidGrant();
  if (fault?.refusal !== undefined) return createTokenFault(fault.refusal);
  if (fault?.kind === 'status500' || fault?.kind === 'status503')
    return { status: fault.kind === 'status500' ? 500 : 503, body: { error: 'internal_failure' } };
  return issueToken(world, form);
}

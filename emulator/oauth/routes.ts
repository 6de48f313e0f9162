import { type Context, Hono } from 'hono';
import { defined } from '../defined.ts';
import type { Html } from '../pages/layout.ts';
import { answerPage } from '../pages/policy.ts';
import type { World } from '../world.ts';
import {
  type AuthorizationRequest,
  parseAuthorization,
  redirectWith,
  SECOND_CHANNEL,
} from './authorization.ts';
import { FIELDS, renderConsentPage, renderRefusal } from './page.ts';

const PATH = '/o/oauth2/v2/auth';

/** The consent page. Its form goes to the same address, with the same parameters. */
export function createConsentPages(world: World): Hono {
  const app = new Hono();
  app.get(PATH, (context) =>
    withRequest(context, (request) => answer(context, request, renderConsentPage(world, request))),
  );
  app.post(PATH, (context) =>
    withRequest(context, async (request) => {
      const form = new URLSearchParams(await context.req.text());
      return context.redirect(decide(world, request, form), 302);
    }),
  );
  return app;
}

type Answer = Response | Promise<Response>;

function withRequest(context: Context, run: (request: AuthorizationRequest) => Answer): Answer {
  const request = parseAuthorization(new URL(context.req.url).searchParams);
  if (!('error' in request)) return run(request);
  context.status(400);
  return answerPage(context, renderRefusal(request));
}

/** A browser checks the redirect that follows a form, too. */
const answer = (context: Context, { redirectUri }: AuthorizationRequest, page: Html): Answer =>
  answerPage(context, page, new URL(redirectUri).origin);

/** Where the person's decision goes. */
function decide(world: World, request: AuthorizationRequest, form: URLSearchParams): string {
  if (form.get(FIELDS.answer) !== 'allow') return redirectWith(request, { error: 'access_denied' });
  const { state: _state, ...authorization } = request;
  const scopes = request.scopes.filter((scope) => form.getAll(FIELDS.scope).includes(scope));
  const otherChannel = form.get(FIELDS.channel) === SECOND_CHANNEL.id ? SECOND_CHANNEL : undefined;
  const code = world.codes.add({ ...authorization, scopes, at: world.now(), ...defined({ otherChannel }) });
  return redirectWith(request, { code, scope: scopes.join(' ') });
}

import { type Context, Hono } from 'hono';
import { createApi, type Http } from './api/routes.ts';
import { createControl, renderFailure } from './control/routes.ts';
import { createConsentPages } from './oauth/routes.ts';
import { rejectOtherSites } from './own-site.ts';
import { createPages } from './pages/routes.ts';
import { publishDue } from './state/publish-due.ts';
import type { World } from './world.ts';

/** The whole local YouTube as one Hono app: API, OAuth, control API, pages and pictures. */
export function createApp(world: World): Hono<Http> {
  const app = new Hono<Http>();
  app.onError((error) => renderFailure(error));
  app.use('*', rejectOtherSites);
  app.use('*', (_context, next) => {
    publishDue(world);
    return next();
  });
  app.route('/', createApi(world));
  app.route('/_', createControl(world));
  app.route('/', createPages(world));
  app.route('/', createConsentPages(world));
  app.get('/vi/:id/:file', (context) => answerPicture(world, context));
  return app;
}

function answerPicture({ store, pictures }: World, context: Context): Response {
  const video = store.video.get(context.req.param('id') ?? '');
  if (video === undefined) return context.text('Not found', 404);
  const { bytes, type } = pictures.get(video.thumbnail) ?? pictures.grey;
  const etag = `"${video.thumbnail ?? 'grey'}"`;
  if (context.req.header('if-none-match') === etag) return new Response(null, { status: 304 });
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type, etag, 'cache-control': 'no-cache' },
  });
}

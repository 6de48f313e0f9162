import { type HttpBindings, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Settings } from '../../../config/settings.ts';
import { isError } from '../../../domain/shared/problem.ts';
import { createThumbnails } from '../../../drawing/index.ts';
import { CommandError } from '../../lib/outcome.ts';
import { listPictureRoots } from '../../lib/picture-roots.ts';
import { type Content, readContent } from '../../lib/read-content.ts';
import { resolveEpisode } from '../../lib/resolve-episode.ts';
import { watchFolder } from '../../lib/watch-content.ts';
import { findWorktree } from '../../lib/worktree.ts';
import { type LinkToPlace, RELOAD, renderBroken, renderEpisodePage, renderIndex } from './page.ts';
import { createPictures } from './pictures.ts';
import { describeEpisode, listEpisodes } from './view.ts';

export type PreviewServer = { readonly url: string; close(): Promise<void> };

type Input = {
  readonly settings: Settings;
  /** 0: any that is free. */
  readonly port: number;
  /** An address with {file}, {line} and {column}. */
  readonly editor: string;
};

/** Serves the pages of the content on disk to this machine alone, until `close`. Reads again after each save. */
export async function openPreview({ settings, port, editor }: Input): Promise<PreviewServer> {
  const folder = await findWorktree(settings.repository);
  const thumbnails = createThumbnails({ workers: 1 });
  const pictures = createPictures(thumbnails);
  const changes = createChanges();
  const stop = new AbortController();
  let read: Promise<Content> | undefined;
  const current = (): Promise<Content> => {
    read ??= readContent(settings, undefined);
    return read;
  };
  const watching = watchFolder(folder, stop.signal, async () => {
    read = undefined;
    changes.tell();
    return listPictureRoots((await current().catch(() => undefined))?.catalog);
  });
  const app = createApp({ current, pictures, changes, link: createLink(folder, editor) });
  const server = await listen(app, port);
  return {
    url: server.url,
    close: async () => {
      stop.abort();
      changes.close();
      await server.close();
      await watching;
      await thumbnails.close();
    },
  };
}

type App = {
  readonly current: () => Promise<Content>;
  readonly pictures: ReturnType<typeof createPictures>;
  readonly changes: ReturnType<typeof createChanges>;
  readonly link: LinkToPlace;
};
type Local = { readonly Bindings: HttpBindings };

function createApp({ current, pictures, changes, link }: App): Hono<Local> {
  const app = new Hono<Local>();
  app.use(refuseOtherHosts);
  app.get('/reload.js', (context) => context.body(RELOAD, 200, { 'content-type': 'text/javascript' }));
  app.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      await new Promise<void>((resolve) => {
        const stopListening = changes.listen({
          saved: () => void stream.writeSSE({ event: 'saved', data: '' }),
          closed: resolve,
        });
        stream.onAbort(() => {
          stopListening();
          resolve();
        });
      });
    }),
  );
  app.get('/', async (context) => {
    const content = await current();
    if (content.catalog === undefined)
      return context.html(renderIndex([], content.problems.filter(isError), link));
    const episodes = listEpisodes(content, content.catalog, Date.now());
    return context.html(renderIndex(episodes, content.problems.filter(isError), link));
  });
  app.get('/episodes/:id{.+}', async (context) => {
    const id = context.req.param('id');
    const content = await current();
    try {
      const { catalog, episode } = resolveEpisode(content, id);
      const picture = await pictures.draw(content, catalog, episode);
      return context.html(
        renderEpisodePage({ view: describeEpisode(content, catalog, episode), picture, link }),
      );
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const files = [`episodes/${id}.yaml`, `episodes/${id}.yml`];
      const problems = content.problems.filter(({ path }) => files.includes(path));
      return context.html(renderBroken({ id, reason: error.lines[0] ?? '', problems, link }), 404);
    }
  });
  app.get('/pictures/:hash', (context) => {
    const picture = pictures.find(context.req.param('hash'));
    return picture === undefined
      ? context.notFound()
      : context.body(new Uint8Array(picture.bytes), 200, { 'content-type': picture.mimeType });
  });
  return app;
}

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page of another site can point its own name at this machine (DNS rebinding): only `Host` shows the name. Drafts are not public. */
async function refuseOtherHosts(
  context: Context<Local>,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const port = context.env.incoming.socket.localPort ?? 0;
  const host = (context.req.header('host') ?? '').toLowerCase();
  if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(host))
    return context.text('Refused: this server answers only to 127.0.0.1 and localhost.', 403);
  context.header('content-security-policy', POLICY);
  context.header('x-content-type-options', 'nosniff');
  context.header('referrer-policy', 'no-referrer');
  context.header('cache-control', 'no-store');
  await next();
  return undefined;
}

const createLink =
  (folder: string, editor: string): LinkToPlace =>
  ({ path, line, column }) =>
    editor
      .replaceAll('{file}', () =>
        encodeURI(`${folder}/${path}`).replaceAll('#', '%23').replaceAll('?', '%3F'),
      )
      .replaceAll('{line}', `${line}`)
      .replaceAll('{column}', `${column}`);

type Listener = { saved(): void; closed(): void };

/** Pages that are open. */
function createChanges() {
  const listeners = new Set<Listener>();
  let isFirst = true;
  return {
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** The first call is the start of the watch, not a save. */
    tell: (): void => {
      if (!isFirst) for (const { saved } of listeners) saved();
      isFirst = false;
    },
    close: (): void => {
      for (const { closed } of listeners) closed();
    },
  };
}

async function listen(app: Hono<Local>, port: number) {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandError(`--port: ${port} is in use; name another, or 0 for any that is free`)
          : error,
      ),
    );
  });
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${used}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

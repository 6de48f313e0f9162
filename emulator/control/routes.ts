import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError, badRequest, renderError } from '../api/errors.ts';
import { changeConsent } from '../oauth/consents.ts';
import { isJson } from '../own-site.ts';
import { listUploads } from '../state/order.ts';
import type { World } from '../world.ts';
import { seedChannel } from './seed.ts';
import { seedBody } from './seed-body.ts';
import {
  addFault,
  changeSettings,
  clockBody,
  consentBody,
  faultBody,
  moveClock,
  settingsBody,
} from './settings.ts';
import { deleteInStudio, editInStudio, endStream, goLive, replacePictureInStudio } from './studio.ts';
import { renderPlaylistStates, renderVideoState } from './video-state.ts';

const editBody = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  privacyStatus: z.string().optional(),
  publishAt: z.string().optional(),
  categoryId: z.string().optional(),
  defaultLanguage: z.string().optional(),
  defaultAudioLanguage: z.string().optional(),
  localizations: z
    .record(z.string(), z.strictObject({ title: z.string(), description: z.string() }))
    .optional(),
  selfDeclaredMadeForKids: z.boolean().optional(),
  containsSyntheticMedia: z.boolean().optional(),
  hasPaidProductPlacement: z.boolean().optional(),
  license: z.enum(['youtube', 'creativeCommon']).optional(),
  embeddable: z.boolean().optional(),
  recordingDate: z.iso.date().optional(),
  enableDvr: z.boolean().optional(),
  closedCaptionsType: z.string().optional(),
  scheduledStartTime: z.string().optional(),
  latencyPreference: z.string().optional(),
  boundStreamId: z.string().optional(),
  leavePlaylists: z.array(z.string()).optional(),
  leaveStream: z.literal(true).optional(),
  loseThumbnail: z.literal(true).optional(),
});

/** The control API under `/_/`, for tests and people. It costs no units and faults do not apply. */
export function createControl(world: World): Hono {
  const app = new Hono();
  addReads(app, world);
  addActions(app, world);
  addStudio(app, world);
  return app;
}

function addReads(app: Hono, world: World): void {
  const after = (context: Context) => Number(context.req.query('after') ?? 0);
  app.get('/health', (context) => context.json({ ok: true, now: new Date(world.now()).toISOString() }));
  app.get('/channel', (context) => context.json(renderChannel(world, readOrigin(context))));
  app.get('/videos/:id', (context) => {
    const video = world.store.video.get(context.req.param('id'));
    if (video === undefined)
      return context.json({ error: `There is no video ${context.req.param('id')}.` }, 404);
    return context.json(renderVideoState(video, readOrigin(context)));
  });
  app.get('/writes', (context) => context.json(world.log.writes(after(context))));
  app.get('/calls', (context) => context.json(world.log.calls(after(context))));
  app.get('/quota', (context) =>
    context.json({ perDay: world.settings().perDay, ...world.ledger.read(world.now()) }),
  );
}

function renderChannel(world: World, origin: string) {
  const { channelId: id, title } = world.channel();
  const videos = listUploads(world.store).map((video) => renderVideoState(video, origin));
  const streams = [...world.store.stream.rows()].map((stream) => ({ id: stream.id, title: stream.title }));
  return { id, title, videos, playlists: renderPlaylistStates(world), streams };
}

function addActions(app: Hono, world: World): void {
  app.post('/settings', async (context) =>
    context.json(changeSettings(world, await readBody(context, settingsBody))),
  );
  app.post('/consent', async (context) => {
    const { refreshToken, channel } = await readBody(context, consentBody);
    changeConsent(world, refreshToken, channel);
    return context.json({
      refreshToken,
      channel: channel === undefined ? world.channel().channelId : channel,
    });
  });
  app.post('/clock', async (context) => context.json(moveClock(world, await readBody(context, clockBody))));
  app.post('/seed', async (context) => context.json(seedChannel(world, await readBody(context, seedBody))));
  app.get('/faults', (context) => context.json(world.faults.pending()));
  app.post('/faults', async (context) => context.json(addFault(world, await readBody(context, faultBody))));
  app.delete('/faults', (context) => {
    world.faults.clear();
    return context.json([]);
  });
}

function addStudio(app: Hono, world: World): void {
  const act = (
    path: string,
    run: (id: string, context: Context) => Promise<Parameters<typeof renderVideoState>[0]>,
  ) =>
    app.post(`/studio/:id${path}`, async (context) =>
      context.json(renderVideoState(await run(context.req.param('id'), context), readOrigin(context))),
    );
  act('', async (id, context) => editInStudio(world, id, await readBody(context, editBody)));
  act('/thumbnail', async (id, context) =>
    replacePictureInStudio(world, id, Buffer.from(await context.req.arrayBuffer())),
  );
  act('/live', async (id) => goLive(world, id));
  act('/end', async (id) => endStream(world, id));
  app.post('/studio/:id/delete', (context) => {
    deleteInStudio(world, context.req.param('id'));
    return context.json({ deleted: context.req.param('id') });
  });
}

function readOrigin(context: Context): string {
  return new URL(context.req.url).origin;
}

async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await context.req.text();
  if (text !== '' && !isJson(context.req.header('content-type'))) throw notJson();
  const result = schema.safeParse(text === '' ? {} : parseJson(text));
  if (result.success) return result.data;
  throw badRequest('badRequest', z.prettifyError(result.error));
}

const notJson = (): ApiError =>
  new ApiError(
    415,
    'unsupportedMediaType',
    "Send the body as JSON: curl -H 'content-type: application/json' -d '{...}'.",
    'global',
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('parseError', 'The body is not JSON.');
  }
}

/** The response for an error. */
export function renderFailure(error: unknown): Response {
  if (error instanceof ApiError) return Response.json(renderError(error), { status: error.status });
  return Response.json({ error: String(error) }, { status: 500 });
}

import { type Context, Hono } from 'hono';
import { ApiError } from '../api/errors.ts';
import { addFault, faultBody } from '../control/settings.ts';
import { editInStudio, endStream, goLive, replacePictureInStudio } from '../control/studio.ts';
import type { World } from '../world.ts';
import { renderFaultsPage } from './faults.ts';
import { renderHome } from './home.ts';
import { answerPage } from './policy.ts';
import { renderVideoPage } from './video.ts';

/** The pages for people: `/`, `/videos/:id`, `/faults`. Forms redirect (303) to their page. */
export function createPages(world: World): Hono {
  const app = new Hono();
  app.get('/', (context) =>
    answerPage(context, renderHome(world, Math.max(1, Number(context.req.query('page')) || 1))),
  );
  app.get('/videos/:id', (context) => {
    const video = world.store.video.get(context.req.param('id'));
    if (video === undefined) return context.text(`There is no video ${context.req.param('id')}.`, 404);
    return answerPage(context, renderVideoPage(world, video, context.req.query('message')));
  });
  app.get('/faults', (context) => answerPage(context, renderFaultsPage(world, context.req.query('message'))));
  addVideoForms(app, world);
  addFaultForms(app, world);
  return app;
}

function addVideoForms(app: Hono, world: World): void {
  const form = (name: string, run: (id: string, context: Context) => Promise<unknown>) =>
    app.post(`/videos/:id/${name}`, (context) => {
      const id = context.req.param('id');
      return goBack(context, `/videos/${encodeURIComponent(id)}`, () => run(id, context));
    });
  form('edit', async (id, context) => editInStudio(world, id, await readEdit(context)));
  form('picture', async (id, context) => replacePictureInStudio(world, id, await readPicture(context)));
  form('live', async (id) => goLive(world, id));
  form('end', async (id) => endStream(world, id));
}

function addFaultForms(app: Hono, world: World): void {
  app.post('/faults', (context) =>
    goBack(context, '/faults', async () => {
      const { method, kind, ...numbers } = await context.req.parseBody();
      const counts = Object.entries(numbers).map(([name, value]) => [name, Number(value)]);
      return addFault(world, faultBody.parse({ method, kind, ...Object.fromEntries(counts) }));
    }),
  );
  app.post('/faults/clear', (context) => goBack(context, '/faults', async () => world.faults.clear()));
}

/** Runs a form's action and redirects to its page, with the message of a rejected one. */
async function goBack(context: Context, path: string, run: () => Promise<unknown>): Promise<Response> {
  try {
    await run();
    return context.redirect(path, 303);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `${error.reason}: ${error.message}`;
    return context.redirect(`${path}?message=${encodeURIComponent(message)}`, 303);
  }
}

/** Browsers send the lines of a text area with `\r\n`. */
async function readEdit(context: Context): Promise<Parameters<typeof editInStudio>[2]> {
  const form = await context.req.formData();
  const read = (name: string) => form.get(name)?.toString().replace(/\r\n/g, '\n');
  const { title, description, privacyStatus, scheduledStartTime } = {
    title: read('title'),
    description: read('description'),
    privacyStatus: read('privacyStatus'),
    scheduledStartTime: read('scheduledStartTime'),
  };
  return { title, description, tags: read('tags')?.split(','), privacyStatus, scheduledStartTime };
}

async function readPicture(context: Context): Promise<Buffer> {
  const picture = (await context.req.formData()).get('picture');
  return picture instanceof File ? Buffer.from(await picture.arrayBuffer()) : Buffer.alloc(0);
}

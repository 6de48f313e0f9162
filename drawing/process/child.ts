import { writeFile } from 'node:fs/promises';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { ThumbnailError } from '../errors.ts';
import { createInstallationError, isLacking } from './installation.ts';
import type { ChildAnswer, EncodedPicture, FromChild, Job, Reply, ToChild } from './protocol.ts';
import { allowOnlyImageFormats, blockNetwork } from './sandbox.ts';

// Entry of the drawing process: a picture may crash it, never the worker.

allowOnlyImageFormats();
blockNetwork();
// When memory runs out, Linux kills this process and not the worker.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => {});

let awaitReply: ((reply: Reply) => void) | undefined;

process.on('message', (message: ToChild) => {
  if (message.kind === 'file' || message.kind === 'noFile') awaitReply?.(message);
  else void perform(message).then(send);
});

// It lives as long as the worker. Ctrl-C reaches the whole process group, but the worker may still need a picture to finish.
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

async function perform(job: Job): Promise<ChildAnswer> {
  try {
    return await answer(job);
  } catch (thrown) {
    const error = isLacking(thrown) ? createInstallationError(thrown.message) : thrown;
    const fault = error instanceof ThumbnailError ? error.fault : 'internal';
    return { kind: 'failed', fault, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Loads what the job needs: `validate` checks files and texts, and need not wait for the layout engine. */
async function answer(job: Job): Promise<ChildAnswer> {
  switch (job.kind) {
    case 'draw':
      return { kind: 'drawn', ...(await draw(job.picture)) };
    case 'compare': {
      const { measureDifference } = await import('../pictures/difference.ts');
      return { kind: 'compared', difference: await measureDifference(job.a, job.b) };
    }
    case 'check': {
      const { assertDrawable } = await import('../pictures/assert-drawable.ts');
      await assertDrawable(job.bytes, job.name, job.use);
      return { kind: 'checked' };
    }
    case 'checkTexts': {
      const { assertTexts } = await import('../compose/drawable-fonts.ts');
      if (job.picture.kind === 'drawn') await assertTexts(job.picture);
      return { kind: 'checked' };
    }
    case 'warm':
      await warm();
      return { kind: 'warmed' };
  }
}

async function warm(): Promise<void> {
  const [{ chooseFonts }, { h }, { typeset }] = await Promise.all([
    import('../fonts/font-set.ts'),
    import('../templates/element.ts'),
    import('../text/typeset.ts'),
    import('../compose/draw.ts'),
  ]);
  await typeset(h('div', {}, 'Ready'), { width: 100 }, await chooseFonts(['Ready']));
}

async function draw(picture: Picture): Promise<EncodedPicture> {
  if (picture.kind === 'drawn') {
    const { drawPicture } = await import('../compose/draw.ts');
    return drawPicture(picture, requestFile);
  }
  const { fitCustomThumbnail } = await import('../pictures/custom-thumbnail.ts');
  return fitCustomThumbnail(await requestFile(picture.file), picture.file.path, picture.size);
}

function requestFile(file: FileRef): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    awaitReply = (reply) => {
      if (reply.kind === 'file') resolve(reply.bytes);
      else reject(new ThumbnailError('image', `${file.path} cannot be read`));
    };
    send({ kind: 'need', file });
  });
}

function send(message: FromChild): void {
  process.send?.(message);
}

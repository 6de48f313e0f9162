import { writeFile } from 'node:fs/promises';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { type DrawnThumbnail, drawPicture } from '../compose/draw.ts';
import { ThumbnailError } from '../errors.ts';
import { chooseType } from '../fonts/type.ts';
import { checkPicture } from '../pictures/check.ts';
import { measureDifference } from '../pictures/difference.ts';
import { fitOwnPicture } from '../pictures/own-picture.ts';
import { h } from '../templates/element.ts';
import { typeset } from '../text/typeset.ts';
import { allowOnlyPictures } from './loaders.ts';
import { closeNetwork } from './no-network.ts';
import type { ChildAnswer, FromChild, Job, Reply, ToChild } from './protocol.ts';

// The drawing process: it may die of a picture, the worker may not.

allowOnlyPictures();
closeNetwork();
// When the machine runs out of memory the kernel takes us and not the worker; only Linux has such a file.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => {});

let awaitReply: ((reply: Reply) => void) | undefined;

process.on('message', (message: ToChild) => {
  if (message.kind === 'file' || message.kind === 'noFile') awaitReply?.(message);
  else void perform(message).then(tell);
});

// It lives exactly as long as the worker does: Ctrl-C reaches the whole group, but the worker may still want a picture.
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

async function perform(job: Job): Promise<ChildAnswer> {
  try {
    return await answer(job);
  } catch (error) {
    const fault = error instanceof ThumbnailError ? error.fault : 'internal';
    return { kind: 'failed', fault, message: error instanceof Error ? error.message : String(error) };
  }
}

async function answer(job: Job): Promise<ChildAnswer> {
  switch (job.kind) {
    case 'draw':
      return { kind: 'drawn', ...(await draw(job.picture)) };
    case 'compare':
      return { kind: 'compared', difference: await measureDifference(job.a, job.b) };
    case 'check':
      await checkPicture(job.bytes, job.name, job.use);
      return { kind: 'checked' };
    case 'warm':
      await typeset(h('div', {}, 'Ready'), { width: 100 }, await chooseType(['Ready']));
      return { kind: 'warmed' };
  }
}

async function draw(picture: Picture): Promise<DrawnThumbnail> {
  if (picture.kind === 'drawn') return drawPicture(picture, askForFile);
  return fitOwnPicture(await askForFile(picture.file), picture.file.path);
}

function askForFile(file: FileRef): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    awaitReply = (reply) => {
      if (reply.kind === 'file') resolve(reply.bytes);
      else reject(new ThumbnailError('image', `${file.path} cannot be read`));
    };
    tell({ kind: 'need', file });
  });
}

function tell(message: FromChild): void {
  process.send?.(message);
}

import type { FileRef } from '../../domain/picture/picture.ts';
import { measureDifference } from './difference.ts';
import { drawPicture } from './draw.ts';
import { ThumbnailError } from './errors.ts';
import { chooseType } from './fonts/type.ts';
import type { Answer, FromChild, Job, Reply, ToChild } from './protocol.ts';
import { h } from './templates/element.ts';
import { typeset } from './typeset.ts';

// The drawing process: it may die of a picture, the worker may not.

let awaitReply: ((reply: Reply) => void) | undefined;

process.on('message', (message: ToChild) => {
  if (message.kind === 'file' || message.kind === 'noFile') awaitReply?.(message);
  else void perform(message).then(tell);
});

// It lives exactly as long as the worker does: Ctrl-C reaches the whole group, but the worker may still want a picture.
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

async function perform(job: Job): Promise<Answer> {
  try {
    return await answer(job);
  } catch (error) {
    const fault = error instanceof ThumbnailError ? error.fault : 'internal';
    return { kind: 'failed', fault, message: error instanceof Error ? error.message : String(error) };
  }
}

async function answer(job: Job): Promise<Answer> {
  switch (job.kind) {
    case 'draw':
      return { kind: 'drawn', ...(await drawPicture(job.picture, askForFile)) };
    case 'compare':
      return { kind: 'compared', difference: await measureDifference(job.a, job.b) };
    case 'warm':
      await typeset(h('div', {}, 'Ready'), { width: 100 }, await chooseType(['Ready']));
      return { kind: 'warmed' };
  }
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

import type { IncomingMessage } from 'node:http';

/** Why a body was not read to its end. */
export type UnreadBody = 'too-large' | 'too-slow' | 'cut-off';

export type BodyLimits = {
  readonly maxBytes: number;
  /** For the whole body. */
  readonly timeoutMs: number;
};

/** Reads a body into memory, at most so much and so long. What is left is the caller's to throw away. */
export function readBody(
  request: IncomingMessage,
  { maxBytes, timeoutMs }: BodyLimits,
): Promise<Buffer | UnreadBody> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (result: Buffer | UnreadBody): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('close', cutOff).off('error', cutOff);
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) finish('too-large');
      else chunks.push(chunk);
    };
    const end = (): void => finish(Buffer.concat(chunks));
    const cutOff = (): void => finish('cut-off');
    const timer = setTimeout(() => finish('too-slow'), timeoutMs);
    request.on('data', take).once('end', end).once('close', cutOff).once('error', cutOff);
  });
}

import { expect, test } from 'vitest';
import type { Endpoint } from '../api/request.ts';
import { CHUNK_UNIT, parseContentRange } from './content-range.ts';
import { isComplete, receiveChunk } from './receive.ts';
import type { Upload } from './uploads.ts';

const file = Buffer.from(Array.from({ length: 3 * CHUNK_UNIT + 10 }, (_, index) => index % 251));

function begin(keepBytes = file.length, total?: number): Upload {
  const endpoint: Endpoint = { method: 'thumbnails.set', http: 'POST', path: '', handle: () => ({}) };
  const media = { types: [], maxBytes: 10 * CHUNK_UNIT, keepBytes };
  const request = { query: new URLSearchParams(), body: undefined, origin: '' };
  return {
    id: '',
    type: '',
    endpoint,
    media,
    request,
    received: 0,
    kept: [],
    expiresAt: 0,
    ...(total && { total }),
  };
}

const send = (upload: Upload, header: string | undefined, bytes: Buffer) =>
  receiveChunk(upload, parseContentRange(header, bytes.length), { bytes, size: bytes.length });

const sendFrom = (upload: Upload, first: number, end: number, total: number | '*' = file.length) =>
  send(upload, `bytes ${first}-${end - 1}/${total}`, file.subarray(first, end));

test('chunks arrive in order, and the last completes the file', () => {
  let upload = sendFrom(begin(), 0, CHUNK_UNIT, '*');
  expect([upload.received, isComplete(upload)]).toEqual([CHUNK_UNIT, false]);
  upload = sendFrom(sendFrom(upload, CHUNK_UNIT, 3 * CHUNK_UNIT), 3 * CHUNK_UNIT, file.length);
  expect(isComplete(upload)).toBe(true);
  expect(Buffer.concat(upload.kept).equals(file)).toBe(true);
});

test('bytes beyond a multiple of 256 KiB are not kept, and those that are here are skipped', () => {
  const half = sendFrom(begin(), 0, CHUNK_UNIT + 5);
  expect(half.received).toBe(CHUNK_UNIT);
  const whole = sendFrom(half, 100, file.length);
  expect(isComplete(whole) && Buffer.concat(whole.kept).equals(file)).toBe(true);
  expect(sendFrom(whole, 0, CHUNK_UNIT)).toEqual(whole);
});

test('without a Content-Range it is the whole file; a question changes nothing', () => {
  expect(isComplete(send(begin(), undefined, file))).toBe(true);
  const asked = send(begin(), `bytes */${file.length}`, Buffer.alloc(0));
  expect([asked.received, asked.total]).toEqual([0, file.length]);
  const fresh = begin();
  expect(send(fresh, 'bytes */*', Buffer.alloc(0))).toEqual(fresh);
});

test('only the bytes that the method reads are kept', () => {
  const upload = sendFrom(sendFrom(begin(7), 0, CHUNK_UNIT), CHUNK_UNIT, file.length);
  expect(isComplete(upload) && Buffer.concat(upload.kept).equals(file.subarray(0, 7))).toBe(true);
});

test.each([
  ['too small a chunk', () => sendFrom(begin(), 0, 1000), 'equal or greater than 262144'],
  ['a gap', () => sendFrom(begin(), CHUNK_UNIT, 2 * CHUNK_UNIT), 'exceeds already uploaded size of 0'],
  ['a body that was cut off', () => send(begin(), 'bytes 0-9/10', file.subarray(0, 5)), 'There were 5 byte'],
  ['another length', () => sendFrom(begin(9, 12), 0, CHUNK_UNIT), 'The file has 12 bytes'],
  ['a chunk behind the end', () => send(begin(), 'bytes 0-9/9', file.subarray(0, 10)), 'ends after the file'],
  [
    'no range at all',
    () => send(begin(), 'bytes 0-9', file.subarray(0, 10)),
    'Failed to parse Content-Range',
  ],
  ['too large a file', () => sendFrom(begin(), 0, CHUNK_UNIT, 11 * CHUNK_UNIT), 'too large'],
])('%s is refused', (_name, run, message) => {
  expect(run).toThrow(message);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, startBench } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
  await bench.control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
});
afterEach(() => bench.close());

const LIST = 'GET /youtube/v3/videos?part=snippet&id=video-00001&fields=items/snippet/title HTTP/1.1';
const batch = (calls: readonly string[], path = '/batch', type = 'multipart/mixed; boundary="xx"') => {
  const parts = calls.map(
    (call, index) => `Content-Type: application/http\nContent-ID: <b + ${index}>\n\n${call}`,
  );
  const body = [...parts.map((part) => `--xx\n${part}\n`), '--xx--\n'].join('');
  return bench.send(path, { method: 'POST', headers: { 'content-type': type }, body });
};
const update = (title: string) =>
  [
    'PUT /youtube/v3/videos?part=snippet HTTP/1.1',
    'Content-Type: application/json',
    '',
    JSON.stringify({ id: 'video-00001', snippet: { title, categoryId: '28' } }),
  ].join('\n');

test.each(['/batch', '/batch/youtube/v3'])(
  '%s answers several calls in their order, each with its units',
  async (path) => {
    const answer = await batch(
      [update('Two'), `${LIST}\n\n`, update('<'), 'GET /nothing HTTP/1.1\n\n'],
      path,
    );
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text.match(/^Content-ID: .*$/gm)).toEqual(
      [0, 1, 2, 3].map((id) => `Content-ID: <response-b + ${id}>`),
    );
    expect(text.match(/^HTTP\/1\.1 .*$/gm)).toEqual(
      ['200 OK', '200 OK', '400 Bad Request', '404 Not Found'].map((status) => `HTTP/1.1 ${status}`),
    );
    expect(text).toContain('\r\n\r\n{"items":[{"snippet":{"title":"Two"}}]}\r\n--');
    expect(await bench.control('/quota')).toMatchObject({ spent: 101 });
  },
);

test("a call's own token goes before that of the batch; a file is not uploaded in one", async () => {
  const stolen = `${LIST}\nAuthorization: Bearer stolen\n\n`;
  const upload =
    'POST /upload/youtube/v3/thumbnails/set?videoId=video-00001 HTTP/1.1\nContent-Type: image/png\n\nx';
  const text = await (await batch([stolen, `${LIST}\n\n`, upload])).text();
  expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200', 'HTTP/1.1 404']);
});

test.each([
  ['no parts', () => batch([])],
  ['another type', () => batch([LIST], '/batch', 'application/json')],
  ['no request line', () => batch(['nonsense\n\n'])],
  ['too many parts', () => batch(Array.from({ length: 1001 }, () => LIST))],
])('a batch with %s is refused', async (_name, run) => {
  const answer = await run();
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { error: { errors: [{ reason: 'badRequest' }] } },
  ]);
});

test('a fault that withholds one answer withholds them all', async () => {
  await bench.control('/faults', { kind: 'withhold', method: 'videos.update' });
  await expect(batch([`${LIST}\n\n`, update('Two')])).rejects.toThrow();
  expect(await bench.control('/videos/video-00001')).toMatchObject({ title: 'Two' });
});

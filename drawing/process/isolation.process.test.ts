import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { duel, readBlob } from '../fixtures/pictures.ts';
import { createThumbnails, type Thumbnails } from '../index.ts';
import { createDrawingProcess, type DrawingProcessOptions } from './drawing-process.ts';

const misbehaving = new URL('../fixtures/misbehaving-child.ts', import.meta.url);
const reaching = new URL('../fixtures/reaching-child.ts', import.meta.url);

const opened: Thumbnails[] = [];
const open = (options: Partial<DrawingProcessOptions>) => {
  const thumbnails = createThumbnails({ timeoutMs: 15_000, ...options });
  opened.push(thumbnails);
  return thumbnails;
};
afterEach(() => Promise.all(opened.splice(0).map((thumbnails) => thumbnails.close())));

describe('a drawing process is replaced, at the cost of one thumbnail, when it would', () => {
  const cases = [
    ['grow outside the heap', 'memory', /used more than 400 MB and was stopped/],
    ['grow the heap', 'died', /the drawing process died/],
    ['spin', 'hung', /did not answer for 8000 ms and was stopped/],
    ['ask for ever', 'hung', /requested more than 100 files/],
  ] as const;

  it.each(cases)('%s', async (title, fault, message) => {
    const timeoutMs = title === 'spin' ? 8_000 : 60_000;
    const thumbnails = open({ entry: misbehaving, maxBytes: 400_000_000, timeoutMs });
    const drawing = thumbnails.draw({ ...duel, title }, async () => Buffer.from('GIF8'));
    await expect(drawing).rejects.toMatchObject({ fault, message: expect.stringMatching(message) });
    await expect(drawing).rejects.toThrow(`Thumbnail "${title}"`);
    await expect(drawing).rejects.toThrow('set thumbnail.file to a finished picture');
    await expect(thumbnails.warm()).resolves.toBeUndefined();
  });
});

it('a drawing process is replaced after a number of jobs', async () => {
  const drawer = createDrawingProcess({ timeoutMs: 15_000, jobs: 2, entry: misbehaving });
  const pids: (number | undefined)[] = [];
  for (let job = 0; job < 5; job++) {
    await drawer.run({ kind: 'warm' }, () => Promise.reject(new Error('no file')));
    pids.push(drawer.pid());
  }
  await drawer.close();
  expect(pids[0]).toBe(pids[1]);
  expect(pids[2]).toBe(pids[3]);
  expect(new Set(pids).size).toBe(3);
});

describe('the drawing process', () => {
  it('has no network, no SVG and no secret of the worker', async () => {
    const visits: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      visits.push(request.url);
      response.end();
    }).listen(0, '127.0.0.1');
    server.on('connection', () => visits.push('a connection'));
    await once(server, 'listening');
    process.env['SHOWRUNNER_YOUTUBE_REFRESH_TOKEN'] ??= 'a secret';
    const report = await tryConnections(`http://127.0.0.1:${(server.address() as AddressInfo).port}/spy.png`);
    await new Promise((resolve) => server.close(resolve));
    expect(report.found).toEqual(
      ['fetch', 'http', 'tcp', 'udp', 'dns', 'svg'].map((way) => `${way} refused`),
    );
    // libvips sets this for itself.
    expect(report.environment.filter((name) => name !== 'VIPSHOME')).toEqual(['PATH']);
    expect(visits).toEqual([]);
  });

  it('draws a URL as text and loads nothing from it', async () => {
    const thumbnails = open({});
    const faces = [{ initials: 'X', hue: 1, avatar: { path: 'http://example.com/a.svg', blob: 'svg' } }];
    const linked = thumbnails.draw({ ...duel, faces }, async () =>
      Buffer.from('<svg xmlns="x"><image/></svg>'),
    );
    await expect(linked).rejects.toThrow('http://example.com/a.svg is an SVG');
    await thumbnails.draw({ ...duel, title: '<img src="http://127.0.0.1:1/x.png">' }, readBlob);
  });
});

type Report = { readonly found: readonly string[]; readonly environment: readonly string[] };

async function tryConnections(url: string): Promise<Report> {
  const drawer = createDrawingProcess({ timeoutMs: 20_000, entry: reaching });
  const picture = { ...duel, title: url };
  const report = await drawer
    .run({ kind: 'draw', picture }, () => Promise.reject(new Error('no file')))
    .catch((error: unknown) => (error as Error).message);
  await drawer.close();
  return JSON.parse(String(report)) as Report;
}

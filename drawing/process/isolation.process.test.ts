import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { duel, readBlob } from '../fixtures/pictures.ts';
import { createThumbnails, type Thumbnails } from '../index.ts';
import { type ArtistOptions, createArtist } from './artist.ts';

const misbehaving = new URL('../fixtures/misbehaving-child.ts', import.meta.url);
const reaching = new URL('../fixtures/reaching-child.ts', import.meta.url);

const opened: Thumbnails[] = [];
const open = (options: Partial<ArtistOptions>) => {
  const thumbnails = createThumbnails({ timeoutMs: 15_000, ...options });
  opened.push(thumbnails);
  return thumbnails;
};
afterEach(() => Promise.all(opened.splice(0).map((thumbnails) => thumbnails.close())));

describe('a drawing process costs one thumbnail and is started anew when it', () => {
  const cases = [
    ['grow outside the heap', 'memory', /took more than 400 MB and was ended/],
    ['grow the heap', 'died', /the drawing process died/],
    ['spin', 'hung', /said nothing for 8000 ms and was ended/],
    ['ask for ever', 'hung', /asked for more than 100 files/],
  ] as const;

  it.each(cases)('would %s', async (title, fault, message) => {
    const timeoutMs = title === 'spin' ? 8_000 : 60_000;
    const thumbnails = open({ entry: misbehaving, maxBytes: 400_000_000, timeoutMs });
    const drawing = thumbnails.draw({ ...duel, title }, async () => Buffer.from('GIF8'));
    await expect(drawing).rejects.toMatchObject({ fault, message: expect.stringMatching(message) });
    await expect(drawing).rejects.toThrow(`Thumbnail "${title}"`);
    await expect(drawing).rejects.toThrow('or a finished picture as thumbnail.file');
    await expect(thumbnails.warm()).resolves.toBeUndefined();
  });
});

it('is replaced after so many jobs', async () => {
  const artist = createArtist({ timeoutMs: 15_000, jobs: 2, entry: misbehaving });
  const pids: (number | undefined)[] = [];
  for (let job = 0; job < 5; job++) {
    await artist.run({ kind: 'warm' }, () => Promise.reject(new Error('no file')));
    pids.push(artist.pid());
  }
  await artist.close();
  expect(pids[0]).toBe(pids[1]);
  expect(pids[2]).toBe(pids[3]);
  expect(new Set(pids).size).toBe(3);
});

describe('the drawing process', () => {
  it('reaches no network, reads no SVG, and knows no secret of the worker', async () => {
    const visits: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      visits.push(request.url);
      response.end();
    }).listen(0, '127.0.0.1');
    server.on('connection', () => visits.push('a connection'));
    await once(server, 'listening');
    process.env['SHOWRUNNER_YOUTUBE_REFRESH_TOKEN'] ??= 'a secret';
    const told = await askWays(`http://127.0.0.1:${(server.address() as AddressInfo).port}/spy.png`);
    await new Promise((resolve) => server.close(resolve));
    expect(told.found).toEqual(['fetch', 'http', 'tcp', 'udp', 'dns', 'svg'].map((way) => `${way} refused`));
    // libvips tells itself where it lies.
    expect(told.environment.filter((name) => name !== 'VIPSHOME')).toEqual(['PATH']);
    expect(visits).toEqual([]);
  });

  it('draws an address as the text that it is, and takes no picture from it', async () => {
    const thumbnails = open({});
    const faces = [{ initials: 'X', hue: 1, avatar: { path: 'http://example.com/a.svg', blob: 'svg' } }];
    const linked = thumbnails.draw({ ...duel, faces }, async () =>
      Buffer.from('<svg xmlns="x"><image/></svg>'),
    );
    await expect(linked).rejects.toThrow('http://example.com/a.svg is an SVG');
    await thumbnails.draw({ ...duel, title: '<img src="http://127.0.0.1:1/x.png">' }, readBlob);
  });
});

type Told = { readonly found: readonly string[]; readonly environment: readonly string[] };

async function askWays(url: string): Promise<Told> {
  const artist = createArtist({ timeoutMs: 20_000, entry: reaching });
  const picture = { ...duel, title: url };
  const told = await artist
    .run({ kind: 'draw', picture }, () => Promise.reject(new Error('no file')))
    .catch((error: unknown) => (error as Error).message);
  await artist.close();
  return JSON.parse(String(told)) as Told;
}

import { afterEach, describe, expect, it } from 'vitest';
import { type Artist, createArtist } from './artist.ts';
import type { Job } from './protocol.ts';

const warm: Job = { kind: 'warm' };
const drawing: Job = {
  kind: 'draw',
  picture: { kind: 'file', title: 'Own', file: { path: 'thumbs/own.png', blob: 'b1' } },
};
const readNothing = () => Promise.reject(new Error('no such blob'));

const fragile = new URL('../fixtures/aborting-child.ts', import.meta.url);

const artists: Artist[] = [];
const create = (options: { timeoutMs?: number; entry?: URL } = {}) => {
  const artist = createArtist({ timeoutMs: 15_000, ...options });
  artists.push(artist);
  return artist;
};
afterEach(() => Promise.all(artists.splice(0).map((artist) => artist.close())));

describe('a drawing process', () => {
  it('starts with its first job and stays for the next', async () => {
    const artist = create();
    expect(artist.pid()).toBeUndefined();
    await artist.run(warm, readNothing);
    const first = artist.pid();
    await artist.run(warm, readNothing);
    expect(first).toBeGreaterThan(0);
    expect(artist.pid()).toBe(first);
  });

  it('may be aborted by resvg: an error with its last words, and the next job works', async () => {
    const artist = create({ entry: fragile });
    await expect(artist.run(drawing, readNothing)).rejects.toMatchObject({
      fault: 'died',
      message: expect.stringMatching(/the drawing process died \(SIGABRT\): .*panicked/s),
    });
    await expect(artist.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('may be killed while it waits for a file', async () => {
    const artist = create();
    const killed = artist.run(drawing, async () => {
      kill(artist, 'SIGKILL');
      return Buffer.from('too late');
    });
    await expect(killed).rejects.toMatchObject({
      fault: 'died',
      message: expect.stringContaining('SIGKILL'),
    });
    await expect(artist.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('may be killed while it has nothing to do', async () => {
    const artist = create();
    await artist.run(warm, readNothing);
    kill(artist, 'SIGKILL');
    await expect.poll(() => artist.pid()).toBeUndefined();
    await expect(artist.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('is ended when it hangs, and the next job works', async () => {
    const artist = create({ entry: fragile, timeoutMs: 8_000 });
    await artist.run(warm, readNothing);
    kill(artist, 'SIGSTOP');
    await expect(artist.run(warm, readNothing)).rejects.toMatchObject({ fault: 'hung' });
    expect(artist.pid()).toBeUndefined();
    await expect(artist.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('outlives a Ctrl-C that the worker still wants to finish under', async () => {
    const artist = create();
    await artist.run(warm, readNothing);
    const first = artist.pid();
    kill(artist, 'SIGINT');
    kill(artist, 'SIGTERM');
    await artist.run(warm, readNothing);
    expect(artist.pid()).toBe(first);
  });

  it('hears that a file cannot be read, and is free for the next job', async () => {
    const artist = create();
    const lost = new Error('the repository is gone');
    await expect(artist.run(drawing, () => Promise.reject(lost))).rejects.toBe(lost);
    await expect(artist.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });
});

function kill(artist: Artist, signal: NodeJS.Signals): void {
  const pid = artist.pid();
  if (pid !== undefined) process.kill(pid, signal);
}

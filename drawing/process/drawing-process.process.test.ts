import { afterEach, describe, expect, it } from 'vitest';
import { createDrawingProcess, type DrawingProcess } from './drawing-process.ts';
import type { Job } from './protocol.ts';

const warm: Job = { kind: 'warm' };
const drawing: Job = {
  kind: 'draw',
  picture: { kind: 'file', title: 'Own', file: { path: 'thumbs/own.png', blob: 'b1' } },
};
const readNothing = () => Promise.reject(new Error('no such blob'));

const fragile = new URL('../fixtures/aborting-child.ts', import.meta.url);

const drawers: DrawingProcess[] = [];
const create = (options: { timeoutMs?: number; idleMs?: number; entry?: URL } = {}) => {
  const drawer = createDrawingProcess({ timeoutMs: 15_000, ...options });
  drawers.push(drawer);
  return drawer;
};
afterEach(() => Promise.all(drawers.splice(0).map((drawer) => drawer.close())));

describe('a drawing process', () => {
  it('starts with its first job and stays for the next', async () => {
    const drawer = create();
    expect(drawer.pid()).toBeUndefined();
    await drawer.run(warm, readNothing);
    const first = drawer.pid();
    await drawer.run(warm, readNothing);
    expect(first).toBeGreaterThan(0);
    expect(drawer.pid()).toBe(first);
  });

  it('ends when it had no job for a while, and starts with the next', async () => {
    const drawer = create({ idleMs: 1 });
    await drawer.run(warm, readNothing);
    await expect.poll(() => drawer.pid(), { timeout: 60_000 }).toBeUndefined();
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('that cannot start is a fault of the installation, not of the picture', async () => {
    const drawer = create({ entry: new URL('../fixtures/lacking-child.ts', import.meta.url) });
    await expect(drawer.run(drawing, readNothing)).rejects.toMatchObject({
      fault: 'installation',
      message: expect.stringMatching(/cannot start \(.*Cannot find package 'no-such-package'.*\)\. Install/),
    });
  });

  it('aborted by resvg: an error with the end of its stderr, and the next job works', async () => {
    const drawer = create({ entry: fragile });
    await expect(drawer.run(drawing, readNothing)).rejects.toMatchObject({
      fault: 'died',
      message: expect.stringMatching(/the drawing process died \(SIGABRT\): .*panicked/s),
    });
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('killed while it waits for a file: the next job works', async () => {
    const drawer = create();
    const killed = drawer.run(drawing, async () => {
      kill(drawer, 'SIGKILL');
      return Buffer.from('too late');
    });
    await expect(killed).rejects.toMatchObject({
      fault: 'died',
      message: expect.stringContaining('SIGKILL'),
    });
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('killed while idle: the next job works', async () => {
    const drawer = create();
    await drawer.run(warm, readNothing);
    kill(drawer, 'SIGKILL');
    await expect.poll(() => drawer.pid()).toBeUndefined();
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('is stopped when it hangs, and the next job works', async () => {
    const drawer = create({ entry: fragile, timeoutMs: 8_000 });
    await drawer.run(warm, readNothing);
    kill(drawer, 'SIGSTOP');
    await expect(drawer.run(warm, readNothing)).rejects.toMatchObject({ fault: 'hung' });
    expect(drawer.pid()).toBeUndefined();
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });

  it('survives Ctrl-C, so that the worker can finish', async () => {
    const drawer = create();
    await drawer.run(warm, readNothing);
    const first = drawer.pid();
    kill(drawer, 'SIGINT');
    kill(drawer, 'SIGTERM');
    await drawer.run(warm, readNothing);
    expect(drawer.pid()).toBe(first);
  });

  it('is free for the next job after a file could not be read', async () => {
    const drawer = create();
    const lost = new Error('the repository is gone');
    await expect(drawer.run(drawing, () => Promise.reject(lost))).rejects.toBe(lost);
    await expect(drawer.run(warm, readNothing)).resolves.toEqual({ kind: 'warmed' });
  });
});

function kill(drawer: DrawingProcess, signal: NodeJS.Signals): void {
  const pid = drawer.pid();
  if (pid !== undefined) process.kill(pid, signal);
}

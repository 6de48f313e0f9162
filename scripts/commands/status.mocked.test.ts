import { expect, test, vi } from 'vitest';
import type { Settings } from '../../config/settings.ts';
import type { Outcome } from '../lib/outcome.ts';
import { watchStatus } from './status.ts';

const world = vi.hoisted(() => ({ lines: ['one', 'one', 'two'], closed: 0 }));
vi.mock('../lib/connect.ts', () => ({ connect: async () => ({ close: async () => (world.closed += 1) }) }));
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));
vi.mock('./status/read.ts', () => ({
  readReport: async () => {
    const line = world.lines.shift();
    if (line === undefined) throw new Error('no worker answers any more');
    return line;
  },
}));
vi.mock('./status/render.ts', () => ({
  renderReport: (line: string) => line,
  needsPerson: (line: string) => line === 'two',
}));

test('--watch prints the first status and each that differs, on one connection that is closed at the end', async () => {
  const printed: Outcome[] = [];
  const watching = watchStatus({
    settings: {} as Settings,
    env: {},
    print: (outcome) => printed.push(outcome),
  });
  await expect(watching).rejects.toThrow('no worker answers any more');
  expect(printed.map(({ text, code }) => [text, code])).toEqual([
    ['one', 0],
    ['two', 2],
  ]);
  expect(world.closed).toBe(1);
});

import { defineConfig } from 'vitest/config';

const sources = '{domain,contract,config,clients,drawing,activities,workflows,worker,scripts,emulator,tools}';
/** Tests that start processes stand beside their source too, but take longer. */
const processes = `${sources}/**/*.process.test.ts`;
/** Tests that replace modules (`vi.mock`): each alone in its own place, since a replaced module stays replaced. */
const mocked = `${sources}/**/*.mocked.test.ts`;
const ignored = ['**/node_modules/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${sources}/**/*.test.ts`, 'test/*.unit.test.ts'],
          exclude: [...ignored, processes, mocked],
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: { name: 'mocked', include: [mocked], exclude: ignored, pool: 'threads', testTimeout: 20_000 },
      },
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts', processes],
          exclude: [...ignored, 'test/*.unit.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const sources =
  '{domain,contract,config,clients,drawing,activities,workflows,worker,scripts,emulator,tools,layout,build}';
/** Tests that start processes are next to their source too, but take longer. */
const processes = `${sources}/**/*.process.test.ts`;
/** Tests that replace modules (`vi.mock`): isolated from each other, since a replaced module stays replaced. */
const mocked = `${sources}/**/*.mocked.test.ts`;
const ignored = ['**/node_modules/**'];
/** What `npm run test:fast` runs with real parts: files of a few seconds each, at least one for each part of the product. */
const quick = [
  'test/{first-sync,history,replay,golden,rewrite-verdicts,overwrite-adopt-commands,query-during-replay,bad-input}.test.ts',
  'clients/git/{git,watch,mirror,last-known-good}.process.test.ts',
  'drawing/{index,compose/page,pictures/images,pictures/assert-drawable}.process.test.ts',
  'scripts/commands/{render,status,youtube,new-block,plan-examples}.process.test.ts',
  '{emulator,worker}/*.process.test.ts',
  'tools/temporal/{find,watchdog}.process.test.ts',
];

/** Ends tests that hang. A busy machine may need many times as long as an idle one. */
const limits = { testTimeout: 120_000, hookTimeout: 120_000 };
/** Vitest's default keeps one core for itself, which is half of two. */
const maxWorkers = 2;

export default defineConfig(({ mode }) => ({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${sources}/**/*.test.ts`, 'test/*.unit.test.ts'],
          exclude: [...ignored, processes, mocked],
          pool: 'threads',
          isolate: false,
          maxWorkers,
          ...limits,
        },
      },
      {
        test: { name: 'mocked', include: [mocked], exclude: ignored, pool: 'threads', maxWorkers, ...limits },
      },
      {
        test: {
          name: 'parts',
          include: mode === 'fast' ? quick : ['test/**/*.test.ts', processes],
          exclude: [...ignored, 'test/*.unit.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          // Loading Temporal, googleapis and our code takes longer than the tests of many files.
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}));

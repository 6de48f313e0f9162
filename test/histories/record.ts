import { startVitest } from 'vitest/node';
import { defined } from '../../domain/shared/defined.ts';

// Records the histories that test/replay.test.ts replays: `node --import tsx test/histories/record.ts`. Only for a change that is
// meant to break open workflows, or for a new scene (a word of its name records only that one); any other difference is a fault that the
// replay found.
const [, , scene] = process.argv;
const runner = await startVitest(
  'test',
  [],
  { config: false, watch: false, ...defined({ testNamePattern: scene }) },
  {
    test: {
      include: ['test/histories/scenes.ts'],
      globalSetup: ['test/support/global-setup.ts'],
      testTimeout: 120_000,
      hookTimeout: 60_000,
    },
  },
);
await runner.close();

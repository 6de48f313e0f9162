import { startVitest } from 'vitest/node';
import { defined } from '../../domain/shared/defined.ts';

// Records histories of this version, in a folder of its own: `node --import tsx test/histories/record.ts`. test/replay.test.ts
// replays those of all versions. Once per release, or for a new scene (a word of its name records only that one). A history that
// exists is never replaced: if it no longer replays, the workflow change is at fault.
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

// For the test of two processes at once: uses a source that takes a second and writes each run to a file.
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { findTemporal } from '../../../tools/temporal/find.ts';
import { writeStandIn } from './stand-in.ts';

const [cacheFolder = '', notes = ''] = process.argv.slice(2);

const found = await findTemporal({
  env: { PATH: '' },
  cacheFolder,
  log: () => undefined,
  sources: [
    {
      how: 'go',
      name: 'a slow stand-in',
      make: async ({ folder }) => {
        await appendFile(notes, `${process.pid}\n`);
        await sleep(1_000);
        return writeStandIn(folder);
      },
    },
  ],
});
console.log(found.how);

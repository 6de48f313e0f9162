import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../../../tools/temporal/source.ts';
import { PINNED_VERSION } from '../../../tools/temporal/version.ts';

/** Writes an executable shell script. */
export async function writeScript(path: string, body: string): Promise<string> {
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Writes a script that prints a version like the Temporal CLI. */
export function writeStandIn(folder: string, version = PINNED_VERSION): Promise<string> {
  return writeScript(
    join(folder, 'temporal'),
    `echo "temporal version ${version} (Server 1.31.2, UI 2.50.1)"`,
  );
}

/** A source that creates a stand-in at once. */
export function standInSource(made: string[], version = PINNED_VERSION): Source {
  return {
    how: 'go',
    name: 'a stand-in',
    make: ({ folder }) => {
      made.push(folder);
      return writeStandIn(folder, version);
    },
  };
}

import { readFile } from 'node:fs/promises';
import { locate } from '../layout/index.ts';

/** The version of this Showrunner. */
export const readOwnVersion = async (): Promise<string> => (await readManifest()).version;

/** What package.json says of this Showrunner; `node`: the oldest version that it runs on. */
export async function readManifest(): Promise<{ readonly version: string; readonly node: string }> {
  const text = await readFile(locate('package.json'), 'utf8');
  const { version, engines } = JSON.parse(text) as { version: string; engines: { node: string } };
  return { version, node: engines.node.replace(/^>=\s*/, '') };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What a packed folder says wrongly about itself, a sentence each. */
export async function lintPackage(folder: string): Promise<readonly string[]> {
  const { messages } = await publint({ pkgDir: folder, strict: true });
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  return messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code);
}

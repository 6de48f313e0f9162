import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listGenerated } from '../domain/content/schema/generated.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `npm run schemas`: writes the files generated from domain/content/schema/, the JSON Schemas and the reference page. */
for (const { path, text } of listGenerated()) {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), text);
  console.log(`wrote ${path}`);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { listGenerated } from '../domain/content/schema/generated.ts';
import { locate } from '../layout/index.ts';

/** `npm run schemas`: writes the files generated from domain/content/schema/, the JSON Schemas and the reference page. */
for (const { path, text } of listGenerated()) {
  await mkdir(dirname(locate(path)), { recursive: true });
  await writeFile(locate(path), text);
  console.log(`wrote ${path}`);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listGenerated } from '../domain/content/schema/generated.ts';
import { renderExportSchema } from '../domain/render/export/schema.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const EXPORT = {
  path: 'schemas/export.schema.json',
  text: `${JSON.stringify(renderExportSchema(), null, 2)}\n`,
};

/** `npm run schemas`: writes the files generated from the schemas in domain/, the JSON Schemas and the reference page. */
for (const { path, text } of [...listGenerated(), EXPORT]) {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), text);
  console.log(`wrote ${path}`);
}

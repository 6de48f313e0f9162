import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { listGenerated } from '../domain/content/schema/generated.ts';
import { renderExportSchema } from '../domain/render/export/schema.ts';
import { locate } from '../layout/index.ts';

const EXPORT = {
  path: 'schemas/export.schema.json',
  text: `${JSON.stringify(renderExportSchema(), null, 2)}\n`,
};

/** `npm run schemas`: writes the files generated from the schemas in domain/, the JSON Schemas and the reference page. */
for (const { path, text } of [...listGenerated(), EXPORT]) {
  await mkdir(dirname(locate(path)), { recursive: true });
  await writeFile(locate(path), text);
  console.log(`wrote ${path}`);
}

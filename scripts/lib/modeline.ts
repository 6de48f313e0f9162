import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Kind } from '../../domain/content/schema/kinds.ts';
import { PACKAGE_NAME } from '../../layout/index.ts';

type Input = { readonly folder: string; readonly path: string; readonly kind: Kind };

/**
 * The first line of a new file, which tells editors its JSON Schema: a path from the file (`path`, relative to the root `folder`)
 * to `schemas/` of the repository, or to an installed Showrunner when the repository has no schemas.
 */
export function renderModeline({ folder, path, kind }: Input): string {
  const name = `${kind}.schema.json`;
  const hasSchemas = existsSync(join(folder, 'schemas', name));
  return renderModelineTo(hasSchemas ? 'schemas' : `node_modules/${PACKAGE_NAME}/schemas`, { path, kind });
}

/** The same for a folder with JSON Schemas, from the root of the repository. */
export const renderModelineTo = (schemas: string, { path, kind }: Omit<Input, 'folder'>): string =>
  `# yaml-language-server: $schema=${posix.relative(posix.dirname(path), `${schemas}/${kind}.schema.json`)}\n`;

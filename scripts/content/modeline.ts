import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Kind } from '../../domain/content/parse/kinds.ts';

type Wish = { readonly folder: string; readonly path: string; readonly kind: Kind };

/**
 * The first line of a new file, from which editors know its JSON Schema: a path that leads from the file, `path` from the
 * root `folder`, to the repository's own `schemas/`. Where there is none it leads to an installed Showrunner, which may come later.
 */
export function renderModeline({ folder, path, kind }: Wish): string {
  const name = `${kind}.schema.json`;
  const schemas = existsSync(join(folder, 'schemas', name)) ? 'schemas' : 'node_modules/showrunner/schemas';
  return `# yaml-language-server: $schema=${posix.relative(posix.dirname(path), `${schemas}/${name}`)}\n`;
}

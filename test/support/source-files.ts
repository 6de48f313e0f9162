import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What runs as the product, but for the commands. */
export const PRODUCT_FOLDERS = [
  'domain',
  'contract',
  'config',
  'clients',
  'drawing',
  'activities',
  'workflows',
  'worker',
] as const;

/** The sources in a folder and below it, without tests, as paths from the root. */
export const listSources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path));

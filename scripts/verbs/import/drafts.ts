import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtraFile } from '../../content/worktree.ts';

/** Files that are to be written: read before what is on disk. */
export type Drafts = {
  read(path: string): Promise<string>;
  put(path: string, text: string): void;
  isThere(path: string): boolean;
  list(): readonly ExtraFile[];
};

export function createDrafts(folder: string): Drafts {
  const texts = new Map<string, string>();
  return {
    read: async (path) => texts.get(path) ?? (await readFile(join(folder, path), 'utf8')),
    put: (path, text) => texts.set(path, text),
    isThere: (path) => texts.has(path),
    list: () => [...texts].map(([path, text]) => ({ path, text })),
  };
}

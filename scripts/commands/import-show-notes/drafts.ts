import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtraFile } from '../../lib/worktree.ts';

/** Files to be written; reading prefers them to the files on disk. */
export type Drafts = {
  read(path: string): Promise<string>;
  write(path: string, text: string): void;
  exists(path: string): boolean;
  list(): readonly ExtraFile[];
};

export function createDrafts(folder: string): Drafts {
  const texts = new Map<string, string>();
  return {
    read: async (path) => texts.get(path) ?? (await readFile(join(folder, path), 'utf8')),
    write: (path, text) => texts.set(path, text),
    exists: (path) => texts.has(path),
    list: () => [...texts].map(([path, text]) => ({ path, text })),
  };
}

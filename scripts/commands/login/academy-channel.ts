import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import type { Settings } from '../../../config/settings.ts';
import { applyEdits } from '../../../domain/changes/adopt/edit-yaml.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { LOCAL_CHANNEL_ID } from '../../lib/local-youtube.ts';
import { openContent } from '../../lib/open-content.ts';
import { findWorktree } from '../../lib/worktree.ts';

/** What academy.yaml says. `path`: the file on disk, which may be written; absent: it is only in a repository elsewhere, or there is none. */
export type AcademyChannel = { readonly channelId?: string; readonly path?: string };

/** Reads `channelId` of the academy.yaml on disk, else of the newest commit. A file that is not valid otherwise will do. */
export async function readAcademyChannel(settings: Settings): Promise<AcademyChannel> {
  const folder = await findWorktree(settings.repository).catch(() => undefined);
  if (folder === undefined) return readCommitted(settings).catch(() => ({}));
  const path = join(folder, 'academy.yaml');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const root = parseDocument(text).contents;
  if (!isMap(root)) return {};
  const channelId = root.get('channelId');
  const isNamed = typeof channelId === 'string' && channelId !== '' && !isStandIn(settings, channelId);
  return { path, ...(isNamed ? { channelId } : {}) };
}

/** `init` writes it until the channel is known. */
const isStandIn = ({ youtube }: Settings, channelId: string): boolean =>
  youtube.kind === 'google' && channelId === LOCAL_CHANNEL_ID;

async function readCommitted(settings: Settings): Promise<AcademyChannel> {
  const repository = await openContent(settings);
  const { catalog } = await repository.readCatalog(await repository.readHead());
  return defined({ channelId: catalog?.academy.channelId });
}

/** Only this line changes: comments and order stay. */
export async function writeAcademyChannel(path: string, channelId: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, applyEdits(text, [{ key: ['channelId'], value: channelId }]));
}

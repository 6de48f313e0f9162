import { LRUCache } from 'lru-cache';
import { type BlobAnswer, readBlobs } from './blobs.ts';
import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';

/** Why a file of the content folders is no content. */
export type UnreadableReason = 'link' | 'submodule' | 'too-large' | 'not-utf8';
export type Text = { readonly text: string } | { readonly unreadable: UnreadableReason };

/** Texts by blob id. What was read for one of the last commits is not read again. */
export type Texts = {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Text>>;
};

/** No text that a person writes is larger. */
const MAX_BYTES = 1024 * 1024;
/** Characters: several times what the largest academy has, so that the next commit reads only what it changed. */
const CHARACTERS_KEPT = 64 * 1024 * 1024;

export function createTexts(git: Git): Texts {
  const known = new LRUCache<string, Text>({ maxSize: CHARACTERS_KEPT, sizeCalculation: sizeOf });
  const read = async (ids: readonly string[]) => {
    const texts = new Map(ids.flatMap((id) => toEntry(id, known.get(id))));
    const missing = [...new Set(ids)].filter((id) => !texts.has(id));
    for (const [id, answer] of await readBlobs(git, { ids: missing, maxBytes: MAX_BYTES })) {
      const text = toText(id, answer);
      known.set(id, text);
      texts.set(id, text);
    }
    return texts;
  };
  return { read };
}

const sizeOf = (text: Text): number => ('text' in text ? text.text.length : 0) + 1;

const toEntry = (id: string, text: Text | undefined): [string, Text][] =>
  text === undefined ? [] : [[id, text]];

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(id: string, answer: BlobAnswer): Text {
  if (answer === 'missing')
    throw new RepositoryError('git-failed', `The repository is damaged: ${id} is missing.`);
  if (answer === 'too-large') return { unreadable: 'too-large' };
  try {
    return { text: utf8.decode(answer) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}

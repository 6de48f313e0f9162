import { readBlobs } from './blobs.ts';
import type { Git } from './git.ts';
import { TwoGenerations } from './two-generations.ts';

/** Why a file of the content folders is no content. */
export type Unreadable = 'link' | 'submodule' | 'too-large' | 'not-utf8';
export type Text = { readonly text: string } | { readonly unreadable: Unreadable };

/** Texts by blob id. What was read for one of the last two commits is not read again. */
export type Texts = {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Text>>;
  turn(): void;
};

/** No text that a person writes is larger. */
const MAX_BYTES = 1024 * 1024;

export function createTexts(git: Git): Texts {
  const known = new TwoGenerations<string, Text>();
  const read = async (ids: readonly string[]) => {
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    const answers = await readBlobs(git, { ids: missing, maxBytes: MAX_BYTES });
    const fresh = new Map([...answers].map(([id, answer]) => [id, toText(answer)] as const));
    for (const [id, text] of fresh) known.set(id, text);
    return new Map(ids.flatMap((id) => toEntry(id, fresh.get(id) ?? known.get(id))));
  };
  return { read, turn: () => known.turn() };
}

const toEntry = (id: string, text: Text | undefined): [string, Text][] =>
  text === undefined ? [] : [[id, text]];

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(answer: Buffer | 'too-large' | 'missing'): Text {
  if (typeof answer === 'string') return { unreadable: 'too-large' };
  try {
    return { text: utf8.decode(answer) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}

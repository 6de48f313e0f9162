import { hashText } from '../../shared/hash.ts';

/** Short hashes of the three texts as we last wrote them: 8 digits for the description without marker, 4 for the title, 4 for the tags. */
export type Seal = { readonly description: string; readonly title: string; readonly tags: string };

/**
 * The tags' part of the seal after an insert, which cannot set tags, category or language. The first update completes the
 * seal.
 */
export const INSERTED = 'ffff';

/** The seal of the texts that we write now. */
export function renderSeal(texts: { body: string; title: string; tags: readonly string[] }): Seal {
  return { description: sealBody(texts.body), title: sealTitle(texts.title), tags: sealTags(texts.tags) };
}

export const sealBody = (body: string): string => hashText(normalizeText(body), 8);
export const sealTitle = (title: string): string => hashText(normalizeText(title), 4);
export const sealTags = (tags: readonly string[]): string => hashText(normalizeTags(tags).join('\n'), 4);

/** The fragment of a marker: `5f1c0a7e-a1b2-c3d4`. */
export const formatSeal = (seal: Seal): string => `${seal.description}-${seal.title}-${seal.tags}`;

/** The inverse of printSeal; undefined for anything else. */
export function parseSeal(text: string): Seal | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})$/.exec(text);
  const [, description, title, tags] = match ?? [];
  return description === undefined || title === undefined || tags === undefined
    ? undefined
    : { description, title, tags };
}

/** NFC, LF, no trailing spaces, trimmed: ignores the differences that YouTube itself may introduce. */
export function normalizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

/** Tags as a set: their order on YouTube has no meaning. */
export const normalizeTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map(normalizeText))].filter((tag) => tag !== '').sort();

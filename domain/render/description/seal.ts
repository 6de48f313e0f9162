import { hashText } from '../../shared/hash.ts';

/**
 * Short hashes that show what we last wrote, and where: 8 digits for the description without marker, 4 for the title, 4 for the
 * tags, 8 for channel and video. A copy on another video does not fit. `video` is absent in seals of version 0.2.
 */
export type Seal = {
  readonly description: string;
  readonly title: string;
  readonly tags: string;
  readonly video?: string;
};

/**
 * The video's part until a creation is finished: an insert does not know its video's id yet, and cannot set tags, category or
 * language. The first update writes the real one.
 */
export const UNFINISHED = 'ffffffff';

/** The part of a text that we never wrote. */
export const NEVER_WRITTEN = { description: '00000000', title: '0000', tags: '0000' } as const;

/** Where a description stands: the channel and the video. */
export type VideoPlace = { readonly channelId: string; readonly videoId: string };

/** The seal of the texts that we write now. */
export function renderSeal(
  texts: { body: string; title: string; tags: readonly string[] },
  video: string,
): Seal {
  return {
    description: sealBody(texts.body),
    title: sealTitle(texts.title),
    tags: sealTags(texts.tags),
    video,
  };
}

export const sealBody = (body: string): string => hashText(normalizeText(body), 8);
export const sealTitle = (title: string): string => hashText(normalizeText(title), 4);
export const sealTags = (tags: readonly string[]): string => hashText(normalizeTags(tags).join('\n'), 4);
export const sealVideo = ({ channelId, videoId }: VideoPlace): string => {
  const hash = hashText(`${channelId}/${videoId}`, 8);
  return hash === UNFINISHED ? 'fffffffe' : hash;
};

/** The fragment of a marker: `5f1c0a7e-a1b2-c3d4-9e8f01ab`. */
export const formatSeal = ({ description, title, tags, video }: Seal): string =>
  [description, title, tags, ...(video === undefined ? [] : [video])].join('-');

/** The inverse of formatSeal; undefined for anything else. */
export function parseSeal(text: string): Seal | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})(?:-([0-9a-f]{8}))?$/.exec(text);
  const [, description, title, tags, video] = match ?? [];
  if (description === undefined || title === undefined || tags === undefined) return undefined;
  if (video !== undefined) return { description, title, tags, video };
  // Version 0.2 marked an unfinished creation in the tags.
  return tags === 'ffff' ? { description, title, tags, video: UNFINISHED } : { description, title, tags };
}

/** NFC, LF, no trailing spaces, trimmed: ignores the differences that YouTube itself may introduce. */
export function normalizeText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n');
  return (/[\u2028\u2029]/.test(lines) ? lines.replace(/[^\S\n]+/g, dropBeforeBreak) : lines)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** U+2028 and U+2029 are spaces that end a line too: what is before the last of them is the end of a line. */
const dropBeforeBreak = (spaces: string): string =>
  spaces.slice(Math.max(spaces.lastIndexOf('\u2028'), spaces.lastIndexOf('\u2029'), 0));

/** Tags as a set: their order on YouTube has no meaning. */
export const normalizeTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map(normalizeText))].filter((tag) => tag !== '').sort();

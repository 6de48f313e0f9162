import { hashValue } from '../../shared/hash.ts';

/** The fields that are kept before they are overwritten, and that can be restored. */
export const KEPT_FIELDS = ['title', 'description', 'tags', 'thumbnail'] as const;
export type KeptField = (typeof KEPT_FIELDS)[number];
export type KeptTextField = Exclude<KeptField, 'thumbnail'>;

/** The texts of a snippet, every byte as YouTube returned it. */
export type KeptTexts = {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
};

/** A picture as the CDN served it; its bytes are next to the entry. `sha256`: of the bytes, hex. */
export type KeptPicture = { readonly url: string; readonly mimeType: string; readonly sha256: string };

/** What was on YouTube before we overwrote it, when, and why. */
export type KeptEntry = {
  readonly videoId: string;
  readonly episodeId: string;
  /** ISO 8601, UTC: just before it was overwritten for the first time. */
  readonly at: string;
  /** The commit that overwrote it. */
  readonly commit: string;
  /** The operator who released it; absent: the policy did. */
  readonly by?: string;
  /** What was overwritten. The texts are kept whole. */
  readonly fields: readonly KeptField[];
} & (
  | { readonly kind: 'texts'; readonly texts: KeptTexts }
  | { readonly kind: 'picture'; readonly picture: KeptPicture }
);

/** Of the video and what was kept, 16 hex digits: the same content of a video twice is one entry. */
export const hashKept = (entry: KeptEntry): string =>
  entry.kind === 'texts'
    ? hashValue({ videoId: entry.videoId, ...entry.texts }, 16)
    : hashValue({ videoId: entry.videoId, sha256: entry.picture.sha256 }, 16);

export const isKeptHash = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

/** All of them are below this name. */
export const KEPT_REFS = 'refs/showrunner/kept/';

/** The refs of one video are below this name. */
export const keptRefsOf = (videoId: string): string => `${KEPT_REFS}${videoId}/`;

export const keptRef = ({ videoId, hash }: { readonly videoId: string; readonly hash: string }): string =>
  `${keptRefsOf(videoId)}${hash}`;

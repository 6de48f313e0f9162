/** What of a repository is content; pictures may be elsewhere, and are found by the path that a record names. */
export const CONTENT_FOLDERS = [
  'episodes',
  'guests',
  'shows',
  'sponsors',
  'templates',
  'thumbnails',
] as const;
export const CONTENT_NAMES: ReadonlySet<string> = new Set(['academy.yaml', ...CONTENT_FOLDERS]);

/** The limits of one commit; docs/content.md has the same. */
export const LIMITS = {
  /** Files and folders in one content folder, with everything below it. */
  entries: 20_000,
  /** Folders in each other. */
  depth: 16,
  /** Bytes of a path in UTF-8. */
  path: 500,
} as const;

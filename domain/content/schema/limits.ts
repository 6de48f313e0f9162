/**
 * The most that one file may hold, in characters (UTF-16 code units) and items, so that reading and checking a commit takes a time
 * that grows with its size and no faster. Far above what a person writes: YouTube's own limits are measured on the rendered text.
 * docs/content.md lists them.
 */
export const CONTENT_LIMITS = {
  /** Descriptions, footers, messages, and templates inside YAML. */
  prose: 20_000,
  /** Titles, names, roles, tags and all other texts. */
  text: 10_000,
  url: 2000,
  /** Ids, former ids and names, handles, paths. */
  name: 200,
  /** Guests, hosts and sponsors; former ids, names and videos. */
  people: 100,
  /** Links, chapters, tags, playlists and all other lists. */
  list: 500,
  /** Each is compared with all others. */
  formerEpisodeUrls: 10,
} as const;

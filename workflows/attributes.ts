import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Every search attribute there is: shared by client, workflows, set-up and tests. */
export const ATTRIBUTES = {
  episodeId: defineSearchAttributeKey('EpisodeId', SearchAttributeType.KEYWORD),
  show: defineSearchAttributeKey('Show', SearchAttributeType.KEYWORD),
  guests: defineSearchAttributeKey('Guests', SearchAttributeType.KEYWORD_LIST),
  phase: defineSearchAttributeKey('Phase', SearchAttributeType.KEYWORD),
  videoId: defineSearchAttributeKey('VideoId', SearchAttributeType.KEYWORD),
  commit: defineSearchAttributeKey('Commit', SearchAttributeType.KEYWORD),
  needsAttention: defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL),
} as const;

/** What a server has to know before the first workflow starts: name to type, in the command line's words. */
export const SEARCH_ATTRIBUTES = {
  EpisodeId: 'Keyword',
  Show: 'Keyword',
  Guests: 'KeywordList',
  Phase: 'Keyword',
  VideoId: 'Keyword',
  Commit: 'Keyword',
  NeedsAttention: 'Bool',
} as const;

import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { episodeWorkflowId } from './names.ts';
import { toSummary } from './summary.ts';

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

/** What the Temporal UI shows of an episode before its workflow has said a word. */
export type EpisodeStart = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string | undefined;
  readonly guests: readonly string[];
};

/** How a run of an episode begins, whoever starts it; one that is open already is asked instead. */
export const renderEpisodeStart = ({ episodeId, title, show, guests }: EpisodeStart) =>
  ({
    workflowId: episodeWorkflowId(episodeId),
    args: [{ episodeId, title }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: toSummary(title),
    staticDetails: `The only writer of the video of \`${episodeId}\`. What it does and what comes next stands in the current details.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ATTRIBUTES.episodeId, value: episodeId },
      { key: ATTRIBUTES.phase, value: 'new' },
      { key: ATTRIBUTES.needsAttention, value: false },
      ...(show === undefined ? [] : [{ key: ATTRIBUTES.show, value: show }]),
      ...(guests.length === 0 ? [] : [{ key: ATTRIBUTES.guests, value: [...guests] }]),
    ]),
  }) as const;

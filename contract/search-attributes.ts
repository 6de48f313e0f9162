import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { defined } from '../domain/shared/defined.ts';
import { episodeWorkflowId } from './ids.ts';
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

/** What an episode's search attributes say of where it stands. */
export type EpisodeAttributes = {
  readonly phase: string;
  readonly needsAttention: boolean;
  readonly videoId?: string | undefined;
  readonly commit?: string | undefined;
};

/** Compared before they are set again: each time costs an event and a write of the server's. */
export const formatEpisodeAttributes = ({
  phase,
  needsAttention,
  videoId,
  commit,
}: EpisodeAttributes): string => [phase, needsAttention, videoId, commit].join(' ');

/** What the Temporal UI shows of an episode before its workflow has said a word. */
export type EpisodeStart = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string | undefined;
  readonly guests: readonly string[];
  /** Where it will stand when all goes well, if that is known: then it need not say so itself. */
  readonly attributes?: EpisodeAttributes | undefined;
};

/** How a run of an episode begins, whoever starts it; one that is open already is asked instead. */
export const episodeStartOptions = ({ episodeId, title, show, guests, attributes: standing }: EpisodeStart) =>
  ({
    workflowId: episodeWorkflowId(episodeId),
    args: [
      { episodeId, title, ...defined({ lastAttributes: standing && formatEpisodeAttributes(standing) }) },
    ] as [EpisodeArgument],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: toSummary(title),
    staticDetails: `The only writer of the video of \`${episodeId}\`. What it does and what comes next stands in the current details.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ATTRIBUTES.episodeId, value: episodeId },
      ...listAttributes(standing ?? { phase: 'new', needsAttention: false }),
      ...(show === undefined ? [] : [{ key: ATTRIBUTES.show, value: show }]),
      ...(guests.length === 0 ? [] : [{ key: ATTRIBUTES.guests, value: [...guests] }]),
    ]),
  }) as const;

type EpisodeArgument = {
  readonly episodeId: string;
  readonly title: string;
  readonly lastAttributes?: string;
};

const listAttributes = ({ phase, needsAttention, videoId, commit }: EpisodeAttributes) => [
  { key: ATTRIBUTES.phase, value: phase },
  { key: ATTRIBUTES.needsAttention, value: needsAttention },
  ...(videoId === undefined ? [] : [{ key: ATTRIBUTES.videoId, value: videoId }]),
  ...(commit === undefined ? [] : [{ key: ATTRIBUTES.commit, value: commit.slice(0, 10) }]),
];

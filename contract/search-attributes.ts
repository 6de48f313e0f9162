import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { Remembered } from '../domain/changes/hand-over.ts';
import { defined } from '../domain/shared/defined.ts';
import { markdownCode } from '../domain/shared/media/markdown.ts';
import type { NeedReason } from './attention.ts';
import type { RefusedSteps } from './episode-steps.ts';
import { episodeWorkflowId } from './ids.ts';
import { toStaticSummary } from './summary.ts';

/** Every search attribute: shared by client, workflows, set-up and tests. */
export const ATTRIBUTES = {
  episodeId: defineSearchAttributeKey('EpisodeId', SearchAttributeType.KEYWORD),
  show: defineSearchAttributeKey('Show', SearchAttributeType.KEYWORD),
  guests: defineSearchAttributeKey('Guests', SearchAttributeType.KEYWORD_LIST),
  phase: defineSearchAttributeKey('Phase', SearchAttributeType.KEYWORD),
  videoId: defineSearchAttributeKey('VideoId', SearchAttributeType.KEYWORD),
  commit: defineSearchAttributeKey('Commit', SearchAttributeType.KEYWORD),
  needsAttention: defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL),
  reason: defineSearchAttributeKey('Reason', SearchAttributeType.KEYWORD_LIST),
  startsAt: defineSearchAttributeKey('StartsAt', SearchAttributeType.DATETIME),
} as const;

/** What a server must know before the first workflow starts: types by name, as on its command line. */
export const SEARCH_ATTRIBUTES = {
  EpisodeId: 'Keyword',
  Show: 'Keyword',
  Guests: 'KeywordList',
  Phase: 'Keyword',
  VideoId: 'Keyword',
  Commit: 'Keyword',
  NeedsAttention: 'Bool',
  Reason: 'KeywordList',
  StartsAt: 'Datetime',
} as const;

/** The search attributes of an episode that change. */
export type EpisodeAttributes = {
  readonly phase: string;
  readonly needsAttention: boolean;
  readonly reasons?: readonly NeedReason[] | undefined;
  readonly videoId?: string | undefined;
  readonly commit?: string | undefined;
  /** The stream's start, ISO 8601: only a run that sets it itself has it. */
  readonly startsAt?: string | undefined;
};

/** To compare before they are set: each time costs an event and a write of the server. */
export const formatEpisodeAttributes = ({
  phase,
  needsAttention,
  reasons = [],
  videoId,
  commit,
  startsAt,
}: EpisodeAttributes): string =>
  [phase, needsAttention, videoId, commit, ...reasons, ...(startsAt === undefined ? [] : [startsAt])].join(
    ' ',
  );

/** What the Temporal UI shows of an episode before its workflow has run. */
export type EpisodeStart = {
  readonly episodeId: string;
  readonly title: string;
  readonly show?: string | undefined;
  readonly guests: readonly string[];
  /** The attributes that it will probably have in the end: then it need not set them itself. */
  readonly attributes?: EpisodeAttributes | undefined;
  /** What the run before remembers of the video. */
  readonly remembered?: Remembered | undefined;
  /** What was still refused when the run before ended. */
  readonly refusedSteps?: RefusedSteps | undefined;
};

/** The options that start a run of an episode; an open run is used instead. */
export const episodeStartOptions = ({
  episodeId,
  title,
  show,
  guests,
  attributes,
  remembered,
  refusedSteps,
}: EpisodeStart) =>
  ({
    workflowId: episodeWorkflowId(episodeId),
    args: [
      {
        episodeId,
        title,
        setsReasons: true,
        // A run whose attributes are complete from the start has no stream to come.
        ...(attributes === undefined ? { setsStartsAt: true as const } : {}),
        ...defined({
          remembered,
          refusedSteps,
          lastAttributes: attributes && formatEpisodeAttributes(attributes),
        }),
      },
    ] as [EpisodeArgument],
    ...(remembered === undefined ? {} : { memo: { remembered } }),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: toStaticSummary('', title),
    staticDetails: `The only writer of the video of ${markdownCode(episodeId)}. The current details show what it does and what comes next.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ATTRIBUTES.episodeId, value: episodeId },
      ...listAttributes(attributes ?? { phase: 'new', needsAttention: false }),
      ...(show === undefined ? [] : [{ key: ATTRIBUTES.show, value: show }]),
      ...(guests.length === 0 ? [] : [{ key: ATTRIBUTES.guests, value: [...guests] }]),
    ]),
  }) as const;

type EpisodeArgument = {
  readonly episodeId: string;
  readonly title: string;
  readonly setsReasons: true;
  readonly lastAttributes?: string;
  readonly setsStartsAt?: true;
  readonly remembered?: Remembered;
  readonly refusedSteps?: RefusedSteps;
};

const listAttributes = ({ phase, needsAttention, videoId, commit }: EpisodeAttributes) => [
  { key: ATTRIBUTES.phase, value: phase },
  { key: ATTRIBUTES.needsAttention, value: needsAttention },
  ...(videoId === undefined ? [] : [{ key: ATTRIBUTES.videoId, value: videoId }]),
  ...(commit === undefined ? [] : [{ key: ATTRIBUTES.commit, value: commit.slice(0, 10) }]),
];

/** null, which removes the attribute, for no time or none that can be read. */
export const toStartsAt = (iso: string | undefined): Date | null =>
  iso === undefined || Number.isNaN(Date.parse(iso)) ? null : new Date(iso);

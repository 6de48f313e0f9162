import { findBase } from '../../content/catalog/find-base.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { checkChange } from '../../content/rules/check-change.ts';
import type { Desired } from '../../render/desired.ts';
import { dedupeProblems, problemsOf, renderEpisode } from '../../render/rendering.ts';
import { renderWish, type Wish } from '../../render/visibility.ts';
import type { Costs } from '../../shared/costs.ts';
import { defined } from '../../shared/defined.ts';
import { compareTexts, type Problem } from '../../shared/problem.ts';
import { finish, type Steps } from '../../shared/steps.ts';
import { estimateReplaced, type ReplacedWish } from '../replaced.ts';
import { diffOwnedFields } from './diff.ts';
import { estimateUnits } from './estimate.ts';
import { findPublication, type Publication } from './publication.ts';

/** One episode that a commit changes. `own`: by its own file; `shared`: by a guest, show, template, neighbour or setting. */
export type EpisodeChange = {
  readonly episodeId: string;
  readonly cause: 'direct' | 'indirect';
  readonly fields: readonly string[];
  readonly desired: Desired;
  readonly base?: Desired;
  /** Whether its end has passed at `now`. */
  readonly finished: boolean;
  /** Minimum units, without the listing: a read and the writes. */
  readonly units: number;
  /** Whether it publishes the video. */
  readonly publication?: Publication;
};

/** What a commit changes: both trees are rendered and compared. A plain value, upcoming episodes first, then the most recent. */
export type CommitChanges = {
  readonly changes: readonly EpisodeChange[];
  /** Episodes of the base that no longer exist at the head: their videos are not changed. */
  readonly orphaned: readonly string[];
  /** Episodes with errors could not be rendered or exceed a YouTube limit: they are not changed. */
  readonly problems: readonly Problem[];
};

/**
 * Compares two catalogs; without a base everything counts as changed. `now` in ms since 1970. `unusable`: paths of files at the
 * head that exist but are invalid, so their episodes are not orphans. `costs`: of live methods, if configured.
 */
export const compareCatalogs = (input: Comparison): CommitChanges => finish(compareInSteps(input));

type Comparison = {
  readonly base: Catalog | undefined;
  readonly head: Catalog;
  readonly now: number;
  readonly unusable?: readonly string[];
  readonly costs?: Costs | undefined;
};

/** The same in steps: an episode is one. */
export function* compareInSteps(input: Comparison): Steps<CommitChanges> {
  const { base, head, now, unusable = [], costs } = input;
  const changes: EpisodeChange[] = [];
  const problems: Problem[] = [];
  const known = new Set<string>();
  for (const episode of Object.values(head.episodes)) {
    yield;
    const before = findBase(base, head, episode);
    if (before !== undefined) known.add(before.id);
    const rendered = renderEpisode(head, episode);
    problems.push(...problemsOf(rendered));
    if ('desired' in rendered)
      changes.push(
        ...compareEpisode(rendered.desired, episode, renderBase(base, before, episode), { now, costs }),
      );
  }
  return {
    changes: changes.sort(byUrgency),
    orphaned: findOrphans(base, known, unusable),
    problems: [
      ...dedupeProblems(problems),
      ...(base === undefined ? [] : checkChange({ base, head, now, unusable })),
    ],
  };
}

/** The episode in the base; `desired` is absent if it could not be rendered. `own`: what its present file says under the show of the base. */
type Before = { readonly episode: Episode; readonly desired?: Desired; readonly own?: Wish };

function renderBase(
  base: Catalog | undefined,
  episode: Episode | undefined,
  now: Episode,
): Before | undefined {
  if (base === undefined || episode === undefined) return undefined;
  const rendered = renderEpisode(base, episode);
  if ('problems' in rendered) return { episode };
  const { desired } = rendered;
  return isSameFile(episode, now)
    ? { episode, desired }
    : { episode, desired, own: renderWish(now, base.shows[now.show ?? '']) };
}

function compareEpisode(
  desired: Desired,
  episode: Episode,
  before: Before | undefined,
  { now, costs }: { readonly now: number; readonly costs: Costs | undefined },
): EpisodeChange[] {
  const base = before?.desired;
  // If nothing that a rendering depends on has changed, it is the same object in the next catalog.
  const claims = before === undefined ? [] : diffClaims(before.episode, episode);
  if (base === desired && claims.length === 0) return [];
  const finished = isFinished(desired, now);
  const fields =
    base === undefined
      ? ['new']
      : [
          ...diffOwnedFields(base, desired).filter((field) => !(finished && field === 'streamAfter')),
          ...claims,
        ];
  if (fields.length === 0) return [];
  return [
    {
      episodeId: episode.id,
      cause: isSameFile(before?.episode, episode) ? 'indirect' : 'direct',
      fields,
      desired,
      ...defined({ base }),
      finished,
      units:
        estimateUnits({ base, desired, fields, finished, costs }) +
        estimateReplaced(listNewWishes(before?.episode, episode), costs),
      ...(base === undefined
        ? {}
        : defined({ publication: findPublication({ base, desired, own: before?.own, finished, now }) })),
    },
  ];
}

/** A new former id or a changed list of replaced videos may select another video, and a new number may take it over, even if the rendering is the same. */
function diffClaims(before: Episode, episode: Episode): string[] {
  const added = episode.aliases.some((id) => id !== before.id && !before.aliases.includes(id));
  const [old, now] = [before, episode].map(({ youtube }) => JSON.stringify(youtube?.replaces ?? []));
  const number = episode.youtube?.takeOver;
  const isNumbered = number !== undefined && number !== before.youtube?.takeOver;
  return [
    ...(added ? ['aliases'] : []),
    ...(old === now ? [] : ['replaces']),
    ...(isNumbered ? ['takeOver'] : []),
  ];
}

/** Entries of replaced videos that the file did not have before. */
function listNewWishes(before: Episode | undefined, { youtube }: Episode): readonly ReplacedWish[] {
  const known = new Set((before?.youtube?.replaces ?? []).map((wish) => JSON.stringify(wish)));
  return (youtube?.replaces ?? []).filter((wish) => !known.has(JSON.stringify(wish)));
}

const isSameFile = (before: Episode | undefined, episode: Episode): boolean =>
  before?.origin.blob === episode.origin.blob && before.origin.path === episode.origin.path;

/** Whether the stream is over by the schedule; only used to order work and to choose lanes, never to decide a phase. */
export const isFinished = (desired: Desired, now: number): boolean =>
  desired.kind !== 'live' ||
  desired.start === undefined ||
  Date.parse(desired.start) + desired.durationSeconds * 1000 <= now;

/** A change that publishes its video by another file than its own: it waits for an approval, whatever the thresholds say. */
export const needsApprovalToPublish = ({ publication }: EpisodeChange): boolean =>
  publication !== undefined && !publication.own;

/** Under `manage: observe` nothing is written, so that nothing of it waits for an approval. */
export const mayWrite = ({ desired }: Pick<EpisodeChange, 'desired'>): boolean =>
  desired.policy.manage !== 'observe';

/**
 * What its file says stays as it was, and only what of that may be written differs: git cannot tell whether anything is to be written.
 * Leave to write over what people edit is always asked for, whatever differs now.
 */
export const isPolicyAlone = ({
  fields,
  base,
  desired,
}: Pick<EpisodeChange, 'fields' | 'base' | 'desired'>): boolean =>
  base !== undefined &&
  base.policy.drift === desired.policy.drift &&
  fields.every((field) => field === 'policy');

/**
 * An upcoming stream that its file names and only observes. Nothing is written to it, so that it is compared with the finished ones,
 * 50 for a unit, as long as no workflow of its own is open.
 */
export const isObservedStream = ({
  finished,
  desired,
}: Pick<EpisodeChange, 'finished' | 'desired'>): boolean =>
  !finished && desired.videoId !== undefined && desired.policy.manage === 'observe';

/** False for a draft, and for an episode that is not on YouTube, unless it was something else before. */
export function touchesYouTube({ desired, base }: EpisodeChange): boolean {
  const isAbsent = (one: Desired | undefined): boolean =>
    one === undefined || one.kind === 'none' || one.status === 'draft';
  return !(isAbsent(desired) && isAbsent(base));
}

/** Ids of episodes in the base that no longer exist at the head; nothing is rendered. */
export function listOrphans({ base, head, unusable = [] }: Pair): string[] {
  const found = Object.values(head.episodes).flatMap((episode) => findBase(base, head, episode)?.id ?? []);
  return findOrphans(base, new Set(found), unusable);
}
type Pair = { readonly base: Catalog; readonly head: Catalog; readonly unusable?: readonly string[] };

const findOrphans = (
  base: Catalog | undefined,
  known: ReadonlySet<string>,
  unusable: readonly string[],
): string[] => {
  const isUnusable = new Set(unusable);
  return Object.values(base?.episodes ?? {})
    .filter(({ id, origin }) => !known.has(id) && !isUnusable.has(origin.path))
    .map(({ id }) => id);
};

/** Upcoming by start, then finished from the most recent to the oldest. */
function byUrgency(a: EpisodeChange, b: EpisodeChange): number {
  if (a.finished !== b.finished) return a.finished ? 1 : -1;
  const order = compareTexts(a.desired.start ?? '', b.desired.start ?? '');
  return (a.finished ? -order : order) || compareTexts(a.episodeId, b.episodeId);
}

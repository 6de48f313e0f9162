import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findBase } from '../catalog/find-base.ts';
import type { Catalog, Episode } from '../catalog/records.ts';
import { sourceOf } from '../catalog/sources.ts';
import { readPolicy } from '../ownership.ts';
import { recordProblem } from './draft.ts';

/**
 * Two commits and the time at which somebody asks (ms since 1970). `unusable`: paths of the head's files that are there but
 * cannot be used: none of them has moved.
 */
export type ContentChange = {
  readonly base: Catalog;
  readonly head: Catalog;
  readonly now: number;
  readonly unusable?: readonly string[];
};

/** What is only wrong because of what was there before: rules that ask two catalogs. */
export const checkChange = (change: ContentChange): Problem[] => RULES.flatMap((rule) => rule(change));

/** Nothing is created in the past: such an episode would never come to YouTube. */
const newInThePast = ({ base, head, now }: ContentChange): Problem[] =>
  Object.values(head.episodes)
    .filter((episode) => isToBeCreated(head, episode) && Date.parse(episode.start ?? '') <= now)
    .filter((episode) => !isOnYouTube(findBase(base, head, episode)))
    .map((episode) => {
      const key = ['scheduledFor'];
      const expected = 'a start in the future, or "youtube.videoId" of the video that exists';
      const message = describeFault(key, expected, `${episode.start}, which has passed`);
      return recordProblem(sourceOf(episode), { key, code: 'start-in-the-past', message });
    });

/** YouTube takes no start that has passed: the stream would stay at its time of before, and the episode wait for a person. */
const movedIntoThePast = ({ base, head, now }: ContentChange): Problem[] =>
  Object.values(head.episodes)
    .filter(
      ({ kind, status, start = '' }) => kind === 'live' && status === 'scheduled' && Date.parse(start) <= now,
    )
    .filter((episode) => {
      const before = findBase(base, head, episode);
      return isOnYouTube(before) && before?.kind === 'live' && Date.parse(before.start ?? '') > now;
    })
    .map((episode) => {
      const key = ['scheduledFor'];
      const message = describeFault(key, 'a start in the future', `${episode.start}, which has passed`);
      const hint = 'YouTube takes no start in the past: the stream stays at its time of before.';
      return recordProblem(sourceOf(episode), { key, code: 'moved-into-the-past', message, hint });
    });

/** A file that moved takes its video along only when it says so. */
function movedWithoutId({ base, head, unusable = [] }: ContentChange): Problem[] {
  const added = Object.values(head.episodes).filter(
    (episode) => findBase(base, head, episode) === undefined && isOnYouTube(episode),
  );
  if (added.length === 0) return [];
  const kept = new Set(Object.values(head.episodes).map((episode) => findBase(base, head, episode)?.id));
  const paths = new Set([...Object.values(head.episodes).map(({ origin }) => origin.path), ...unusable]);
  const gone = Object.values(base.episodes).filter(
    ({ id, origin, ...episode }) => !kept.has(id) && !paths.has(origin.path) && isOnYouTube(episode),
  );
  return added.flatMap((episode) => {
    const before = gone.find((other) => isTheSame(other, episode));
    if (before === undefined) return [];
    const message = describeFault(['id'], `"${before.id}", as in ${before.origin.path}`, 'nothing');
    const hint = `Add "id: ${before.id}" or "aliases: [${before.id}]", or its video is left behind and another one made.`;
    return [recordProblem(sourceOf(episode), { key: ['id'], code: 'moved-without-id', message, hint })];
  });
}

const RULES: readonly ((change: ContentChange) => Problem[])[] = [
  newInThePast,
  movedIntoThePast,
  movedWithoutId,
];

const isTheSame = (a: Episode, b: Episode): boolean =>
  a.origin.blob === b.origin.blob ||
  (a.youtube?.videoId !== undefined && a.youtube.videoId === b.youtube?.videoId) ||
  (a.show === b.show && a.title === b.title) ||
  (a.show === b.show && a.start !== undefined && a.start === b.start);

function isToBeCreated({ academy, shows }: Catalog, episode: Episode): boolean {
  const { kind, status, youtube, show } = episode;
  if (kind !== 'live' || status !== 'scheduled' || youtube?.videoId !== undefined) return false;
  return readPolicy(academy, shows[show ?? ''], episode).manage !== 'observe';
}

const isOnYouTube = (episode: Pick<Episode, 'kind' | 'status'> | undefined): boolean =>
  episode !== undefined && episode.kind !== 'none' && episode.status !== 'draft';

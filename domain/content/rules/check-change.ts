import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findBase } from '../catalog/find-base.ts';
import { listIdentityChanges } from '../catalog/identity-change.ts';
import type { Catalog, Episode } from '../catalog/records.ts';
import { sourceOf } from '../catalog/sources.ts';
import { readPolicy } from '../ownership.ts';
import { recordProblem } from './draft.ts';

/**
 * Two commits, and the current time (ms since 1970). `unusable`: paths of files that exist in the head but cannot be used, and so
 * have not moved.
 */
export type ContentChange = {
  readonly base: Catalog;
  readonly head: Catalog;
  readonly now: number;
  readonly unusable?: readonly string[];
};

/** Problems that depend on the state before: rules that compare two catalogs. */
export const checkChange = (change: ContentChange): Problem[] => RULES.flatMap((rule) => rule(change));

/** Nothing is created in the past, so such an episode would never reach YouTube. */
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

/** YouTube rejects a start in the past: the stream would keep its earlier start, and the episode would wait for a person. */
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
      const hint = 'YouTube rejects a start in the past, so the stream keeps its earlier start.';
      return recordProblem(sourceOf(episode), { key, code: 'moved-into-the-past', message, hint });
    });

/** A file that moved keeps its video only if it names its old id. */
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
  const find = indexGone(gone);
  return added.flatMap((episode) => {
    const before = find(episode);
    if (before === undefined) return [];
    const message = describeFault(['id'], `"${before.id}", as in ${before.origin.path}`, 'nothing');
    const hint = `Add "id: ${before.id}" or "aliases: [${before.id}]"; otherwise a new video is created, and the old one is left without an episode.`;
    return [recordProblem(sourceOf(episode), { key: ['id'], code: 'moved-without-id', message, hint })];
  });
}

const IDENTITY_CODES = {
  channelId: 'channel-changed',
  episodeUrl: 'episode-url-changed',
  drift: 'drift-changed',
} as const;

/** Such a commit waits until a person accepts it. */
const changedIdentity = ({ base, head }: ContentChange): Problem[] =>
  listIdentityChanges(base, head).map(({ key, text }) =>
    recordProblem(sourceOf(head.academy), {
      key: [key],
      code: IDENTITY_CODES[key],
      message: text,
      hint: 'Nothing of such a commit is applied until a person sends the update `accept`.',
    }),
  );

const RULES: readonly ((change: ContentChange) => Problem[])[] = [
  newInThePast,
  movedIntoThePast,
  movedWithoutId,
  changedIdentity,
];

/** Finds the first episode that shares one of these with another: thousands of files may have moved at once. */
function indexGone(gone: readonly Episode[]): (episode: Episode) => Episode | undefined {
  const first = new Map<string, number>();
  for (const [at, episode] of gone.entries())
    for (const trait of listTraits(episode)) if (!first.has(trait)) first.set(trait, at);
  return (episode) => gone[Math.min(...listTraits(episode).map((trait) => first.get(trait) ?? gone.length))];
}

/** The bytes of the file, the video, and title and start within the show: with one of them the same it is the same episode. */
const listTraits = ({ origin, youtube, show, title, start }: Episode): string[] => [
  `blob ${origin.blob}`,
  ...(youtube?.videoId === undefined ? [] : [`video ${youtube.videoId}`]),
  JSON.stringify(['title', show, title]),
  ...(start === undefined ? [] : [JSON.stringify(['start', show, start])]),
];

function isToBeCreated({ academy, shows }: Catalog, episode: Episode): boolean {
  const { kind, status, youtube, show } = episode;
  if (kind !== 'live' || status !== 'scheduled' || youtube?.videoId !== undefined) return false;
  return readPolicy(academy, shows[show ?? ''], episode).manage !== 'observe';
}

const isOnYouTube = (episode: Pick<Episode, 'kind' | 'status'> | undefined): boolean =>
  episode !== undefined && episode.kind !== 'none' && episode.status !== 'draft';

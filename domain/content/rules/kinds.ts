import type { Bodies } from '../schema/kinds.ts';
import type { Rule } from './draft.ts';

export type EpisodeKind = Bodies['episode']['kind'];

export const EVERY_KIND: readonly EpisodeKind[] = ['live', 'video', 'none'];
/** `none` is never sent to YouTube, so that none of YouTube's limits applies to it. */
export const ON_YOUTUBE: readonly EpisodeKind[] = ['live', 'video'];

export const isOnYouTube = (kind: EpisodeKind): boolean => ON_YOUTUBE.includes(kind);

/** A rule with the kinds of episodes that it holds for; it does not see other episodes. */
export type KindRule = Rule & { readonly kinds: readonly EpisodeKind[] };

/** Rules that hold for episodes of some kinds only. */
export const forKinds = (kinds: readonly EpisodeKind[], rules: readonly Rule[]): KindRule[] =>
  rules.map((rule) => Object.assign(kinds === EVERY_KIND ? keep(rule) : limit(rule, kinds), { kinds }));

const keep =
  (rule: Rule): Rule =>
  (draft) =>
    rule(draft);

const limit =
  (rule: Rule, kinds: readonly EpisodeKind[]): Rule =>
  (draft) =>
    rule({ ...draft, episodes: draft.episodes.filter(({ record }) => kinds.includes(record.kind)) });

import { findBase } from '../content/catalog/find-base.ts';
import type { Catalog, Episode } from '../content/catalog/records.ts';

/** Whether the number under `youtube.takeOver` takes the video over; `ignored`: why it does not. */
export type NumberVerdict =
  | { readonly kind: 'counts' }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'none' };

export type NumberInput = {
  readonly episode: Episode;
  /** What the video and its file say now, by `takeOverKey`. */
  readonly key: string;
  readonly manage: Catalog['academy']['manage'];
  readonly head: Catalog;
  /** The commits that may be on YouTube; undefined: git no longer has it. */
  readonly bases: readonly (Catalog | undefined)[];
  /** The worker's setting. */
  readonly allowed: boolean;
  /** The commit itself asks, through the episode's own file. */
  readonly direct: boolean;
};

/**
 * A commit carries its own approval: a number over what the video says and what the file wants. It counts once, in the commit that
 * adds it, where the worker allows that, and only if the commit adds no more of them than need an approval.
 */
export function judgeNumber(input: NumberInput): NumberVerdict {
  const number = input.episode.youtube?.takeOver;
  if (number === undefined) return { kind: 'none' };
  const why = findObjection(input, number);
  return why === undefined ? { kind: 'counts' } : { kind: 'ignored', why: `its takeOver ${number} ${why}` };
}

function findObjection(
  { episode, key, manage, head, bases, allowed, direct }: NumberInput,
  number: string,
): string | undefined {
  if (!allowed) return 'does not count: the setting SHOWRUNNER_TAKE_OVER of this worker is `operator`';
  if (manage !== 'full') return `does not count: \`manage: ${manage}\` takes nothing over`;
  if (!direct || !isNewNumber(head, bases, episode)) return 'counts only in the commit that adds it';
  const added = countNewNumbers(head, bases);
  const limit = head.academy.approval.episodes;
  if (added > limit) return `does not count: ${added} are new, and approval.episodes allows ${limit} at once`;
  if (number !== key)
    return 'is not the number of what the video and its file say now; `npx showrunner plan --live` prints that';
  return undefined;
}

/** Episodes whose number some base commit does not have. */
export const countNewNumbers = (head: Catalog, bases: NumberInput['bases']): number =>
  Object.values(head.episodes).filter(
    (episode) => episode.youtube?.takeOver !== undefined && isNewNumber(head, bases, episode),
  ).length;

const isNewNumber = (head: Catalog, bases: NumberInput['bases'], episode: Episode): boolean =>
  bases.some((base) => findBase(base, head, episode)?.youtube?.takeOver !== episode.youtube?.takeOver);

/** As it is written in a file. YAML reads ten digits as a number, and so needs quotes. */
export const renderNumber = (videoId: string, number: string): string =>
  `youtube: { videoId: ${videoId}, takeOver: ${/^\d+(?:e\d+)?$/.test(number) ? `"${number}"` : number} }`;

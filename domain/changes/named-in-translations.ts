import type { Catalog } from '../content/catalog/records.ts';
import { createNameFinder } from '../content/rules/find-names.ts';
import { createFinder } from '../content/rules/mentions.ts';
import { listNames } from '../content/rules/unlisted.ts';
import { normalizeText } from '../render/description/marker.ts';
import type { Desired } from '../render/desired.ts';
import type { Translation } from '../render/localizations.ts';
import type { LiveVideo } from './live.ts';

/** `guest`: the file of the guest, whose name is not repeated. `left-out`: somebody who asked to be left out. */
export type NamedInTranslation = {
  readonly language: string;
  readonly what: 'former-name' | 'left-out';
  readonly guest: string;
};

type Input = {
  readonly live: Pick<LiveVideo, 'localizations' | 'defaultLanguage'>;
  readonly desired: Pick<Desired, 'localizations'>;
};

export type TranslationSearch = (input: Input) => NamedInTranslation[];

/**
 * Searches the translations that people wrote on YouTube for former names, and for guests who asked to be left out. What a file says
 * itself is searched where it is written: see the rules `former-name` and `unlisted-guest`.
 */
export function createTranslationSearch({ guests }: Catalog): TranslationSearch {
  const all = Object.values(guests);
  const former = all.flatMap(({ listed, name, formerNames, origin }) =>
    listed ? formerNames.filter((one) => one !== name).map((one) => ({ name: one, guest: origin.path })) : [],
  );
  const unlisted = all
    .filter(({ listed }) => !listed)
    .map((guest) => ({ guest: guest.origin.path, find: createFinder(listNames(guest.id, guest)) }));
  const findFormer = createNameFinder(former);
  return ({ live, desired }) => {
    if (former.length + unlisted.length === 0) return [];
    return listTheirs(live, desired).flatMap(([language, { title, description }]) => {
      const text = `${title}\n\n${description}`;
      const found = [
        ...findFormer(text).map(({ name: { guest } }) => ({ language, what: 'former-name' as const, guest })),
        ...unlisted
          .filter(({ find }) => find(text).length > 0)
          .map(({ guest }) => ({ language, what: 'left-out' as const, guest })),
      ];
      return found.filter((one, at) => found.findIndex(({ guest }) => guest === one.guest) === at);
    });
  };
}

/** Languages that YouTube shows otherwise than a file says. The video's own language is in title and description. */
function listTheirs(
  { localizations = {}, defaultLanguage }: Input['live'],
  { localizations: ours = {} }: Input['desired'],
): readonly (readonly [string, Translation])[] {
  const isSame = (one: string, other: string | undefined): boolean =>
    other !== undefined && normalizeText(one) === normalizeText(other);
  return Object.entries(localizations).filter(
    ([language, said]) =>
      language !== defaultLanguage &&
      !(isSame(said.title, ours[language]?.title) && isSame(said.description, ours[language]?.description)),
  );
}

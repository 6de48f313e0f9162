import type { Catalog, Episode, Show } from '../content/catalog/records.ts';
import { FIELDS, type Field, readOwner } from '../content/ownership.ts';
import type { Proposal } from './adopt/types.ts';

/** What a person wants handed over. `fields`: only these; absent: what the files say. */
export type PolicyWish = {
  readonly show?: string | undefined;
  readonly episodeIds?: readonly string[] | undefined;
  readonly fields?: readonly Field[] | undefined;
  /** No line is added to descriptions. */
  readonly markerless: boolean;
};

/** The change of one file. */
export type PolicyChange = { readonly path: string; readonly edits: readonly Proposal[] };

/** What the files of a show, or of single episodes, have to say so that their videos can be taken over: nothing more than that. */
export function planPolicy(catalog: Catalog, wish: PolicyWish): PolicyChange[] {
  const show = catalog.shows[wish.show ?? ''];
  const ofShow = show === undefined ? [] : [{ path: show.origin.path, edits: editsOf(catalog, show, wish) }];
  const ofEpisodes = (wish.episodeIds ?? []).flatMap((id) => {
    const episode = catalog.episodes[id];
    return episode === undefined
      ? []
      : [{ path: episode.origin.path, edits: editsOf(catalog, episode, wish) }];
  });
  return [...ofShow, ...ofEpisodes].filter(({ edits }) => edits.length > 0);
}

/** Episodes of a show whose own file says that nothing of theirs is taken over: that stays. */
export const listExceptions = ({ episodes }: Catalog, show: string): readonly Episode[] =>
  Object.values(episodes).filter(
    ({ show: of, manage }) => of === show && manage !== undefined && manage !== 'full',
  );

type Owner = Pick<Show, 'manage' | 'marker' | 'fields'> & Pick<Partial<Episode>, 'show'>;

function editsOf(catalog: Catalog, owner: Owner, { fields, markerless }: PolicyWish): Proposal[] {
  const { academy, shows } = catalog;
  const above = shows[owner.show ?? ''];
  const manage = owner.manage ?? above?.manage ?? academy.manage;
  const marker = owner.marker ?? above?.marker ?? academy.marker;
  return [
    ...(manage === 'full' ? [] : [{ key: ['manage'], value: 'full' }]),
    ...(markerless && marker !== 'none' ? [{ key: ['marker'], value: 'none' }] : []),
    ...(fields === undefined
      ? []
      : editFields(fields, (field) => owner.fields?.[field] ?? readOwner(academy, above, NONE, field))),
  ];
}

/** An owner that says nothing itself. */
const NONE: Pick<Episode, 'fields'> = {};

/** A field that is named is ours; every other one stays with the people on YouTube. */
const editFields = (named: readonly Field[], ownerOf: (field: Field) => string | undefined): Proposal[] =>
  FIELDS.flatMap((field) => {
    const owner = ownerOf(field);
    if (named.includes(field)) return owner === 'keep' ? [{ key: ['fields', field], value: 'full' }] : [];
    return owner === 'keep' ? [] : [{ key: ['fields', field], value: 'keep' }];
  });

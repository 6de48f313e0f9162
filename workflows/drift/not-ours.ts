import type { NotOurs, NotOursEpisode, TakeOverOffer, TakeOverOffers } from '../../contract/drift.ts';
import { defined } from '../../domain/shared/defined.ts';

const NOTHING: NotOurs = { same: 0, differ: [], offers: { count: 0, shows: [] } };
const MAX_LISTED = 30;
const MAX_SHOWS = 30;
const MAX_FIRST = 3;

/** Adds what one slice found; the lists keep the first ones. */
export function addNotOurs(
  { same, differ, offers }: NotOurs = NOTHING,
  found: readonly NotOursEpisode[],
): NotOurs {
  const differing = found.filter(({ fields }) => fields.length > 0);
  return {
    same: same + found.length - differing.length,
    differ: [...differ, ...differing].slice(0, MAX_LISTED),
    offers: found
      .filter(({ manage, needsNothing }) => manage === undefined && needsNothing === undefined)
      .reduce(addOffer, offers),
  };
}

function addOffer({ count, shows }: TakeOverOffers, { episodeId, show }: NotOursEpisode): TakeOverOffers {
  const known = shows.some((one) => one.show === show);
  const added: TakeOverOffer = { ...defined({ show }), count: 1, first: [episodeId] };
  return {
    count: count + 1,
    shows: known
      ? shows.map((one) => (one.show === show ? grow(one, episodeId) : one))
      : [...shows, added].slice(0, MAX_SHOWS),
  };
}

const grow = (offer: TakeOverOffer, episodeId: string): TakeOverOffer => ({
  ...offer,
  count: offer.count + 1,
  first: [...offer.first, episodeId].slice(0, MAX_FIRST),
});

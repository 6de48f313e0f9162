import { badRequest, notFound } from '../api/errors.ts';
import { renderAll } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readFilter, readIds, readParts } from '../api/request.ts';
import { CATEGORIES, CATEGORY_PARTS, renderCategory } from '../resources/category.ts';
import type { World } from '../world.ts';

/** `videoCategories.list`: by `id` or `regionCode`. The categories are the same in every region. */
export function listCategories(_world: World, { query }: ApiRequest): ApiAnswer {
  const parts = readParts(query, CATEGORY_PARTS);
  const isById = readFilter(query, ['id', 'regionCode']) === 'id';
  const found = isById ? findCategories(readIds(query)) : CATEGORIES;
  if (!isById) assertRegion(query.get('regionCode') ?? '');
  const items = found.map((category) => renderCategory(category, parts));
  return { body: renderAll('youtube#videoCategoryListResponse', items) };
}

function findCategories(ids: readonly string[]) {
  const found = CATEGORIES.filter(({ id }) => ids.includes(id));
  if (found.length > 0) return found;
  const message =
    'The video category identified by the <code>id</code> parameter cannot be found. Use the videoCategories.list method to retrieve supported categories.';
  throw notFound('videoCategoryNotFound', message, 'youtube.videoCategory');
}

/** A region is the code of a country, such as `DE`. */
export function assertRegion(code: string): void {
  if (/^[A-Za-z]{2}$/.test(code) && REGIONS.of(code.toUpperCase()) !== undefined) return;
  throw badRequest('invalidRegionCode', `Invalid region code '${code}'.`, 'youtube.parameter');
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { changeKeyOf, checksumOf, checksumOfKeys } from './plan.ts';
import { listExceeded } from './thresholds.ts';

const limits = { episodes: 25, percent: 30, units: 2500 };

describe('the thresholds of a rewrite', () => {
  it.each([
    [{ episodes: 25, units: 2500, totalEpisodes: 100 }, []],
    [{ episodes: 26, units: 0, totalEpisodes: 100 }, [{ name: 'episodes', found: 26, limit: 25 }]],
    [{ episodes: 1, units: 2501, totalEpisodes: 100 }, [{ name: 'units', found: 2501, limit: 2500 }]],
    [{ episodes: 9, units: 0, totalEpisodes: 9 }, []],
    [{ episodes: 3, units: 0, totalEpisodes: 10 }, []],
    [{ episodes: 4, units: 0, totalEpisodes: 10 }, [{ name: 'percent', found: 40, limit: 30 }]],
    [{ episodes: 25, units: 0, totalEpisodes: 83 }, [{ name: 'percent', found: 30.2, limit: 30 }]],
  ])('%o', (size, expected) => {
    expect(listExceeded({ ...size, limits })).toEqual(expected);
  });
});

it('makes the same checksum from keys and from desired states, in any order', () => {
  const catalog = buildCatalog({ episodes: { a: {}, b: {} } });
  const desired = ['a', 'b'].flatMap((id) => {
    const rendered = renderEpisode(catalog, episodeOf(catalog, id));
    return 'desired' in rendered ? [rendered.desired] : [];
  });
  expect(desired).toHaveLength(2);
  expect(checksumOfKeys(desired.map(changeKeyOf).reverse())).toBe(checksumOf(desired));
  expect(checksumOf(desired.slice(1))).not.toBe(checksumOf(desired));
});

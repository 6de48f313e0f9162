import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTexts } from '../../clients/git/blobs.ts';
import { listContent } from '../../clients/git/content-folders.ts';
import { createGit } from '../../clients/git/git.ts';
import { createObjectReader } from '../../clients/git/object-reader.ts';
import { addPictures, createFindPaths } from '../../clients/git/pictures.ts';
import { readSources } from '../../clients/git/sources.ts';
import { createTrees } from '../../clients/git/trees.ts';
import { parseCatalog } from '../../domain/content/assemble/parse-catalog.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { isError } from '../../domain/shared/problem.ts';
import { type Duration, durationOf, time } from './statistics.ts';

/** What three parts took: git's tree and texts; all of YAML, formats, rules and renderings; of that, the renderings with their limits. */
export type Phases = {
  readonly reading: Duration;
  readonly validating: Duration;
  readonly rendering: Duration;
};
/** `heap`: bytes in use with both catalogs and their renderings held, garbage collected. */
export type CatalogTimes = { readonly cold: Phases; readonly oneFile: Phases; readonly heap: number };

const [location = '', first = '', second = ''] = process.argv.slice(2);
const objects = createObjectReader(createGit(location));
const texts = createTexts(objects);
const trees = createTrees(objects);
const cache = new Map<string, ParsedFile>();

const cold = await measure(first);
const oneFile = await measure(second);
collectGarbage();
const times: CatalogTimes = {
  cold: cold.phases,
  oneFile: oneFile.phases,
  heap: process.memoryUsage().heapUsed,
};
console.log(JSON.stringify(times));
// Held until here: the heap was measured with them.
if (Object.is(cold.catalog, oneFile.catalog)) throw new Error('expected two catalogs, found one');

async function measure(commit: string): Promise<{ phases: Phases; catalog: Catalog }> {
  const reading = await time(async () => readSources(texts, await listContent(trees, commit)));
  const findPaths = createFindPaths(trees, commit);
  const parsing = await time(async () =>
    parseCatalog({ commit, ...(await addPictures(reading.value, { cache, findPaths })), cache }),
  );
  const { catalog, problems } = parsing.value;
  if (catalog === undefined || problems.some(isError)) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const rendering = await time(async () => renderAll(catalog));
  const validating = { ms: parsing.ms + rendering.ms, cpu: parsing.cpu + rendering.cpu };
  return { phases: { reading: durationOf(reading), validating, rendering: durationOf(rendering) }, catalog };
}

function renderAll(catalog: Catalog): void {
  const episodes = Object.values(catalog.episodes);
  const problems = episodes.flatMap((episode) => problemsOf(renderEpisode(catalog, episode)));
  if (problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

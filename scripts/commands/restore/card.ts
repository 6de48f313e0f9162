import { COSTS, VIDEO_READ_AND_WRITE } from '../../../domain/shared/costs.ts';
import { countFields, listFirst, MOST_SHOWN } from '../../lib/answers.ts';
import { count } from '../../lib/outcome.ts';
import type { Restore } from './prepare.ts';
import { renderDifference } from './render.ts';

/** The first episodes with every difference, how many in all, what it costs, and what happens to them later. */
export async function renderCard(restores: readonly Restore[]): Promise<string[]> {
  const shown = await Promise.all(restores.slice(0, MOST_SHOWN).map(renderOne));
  const listed = restores.map((_restore, index) => shown[index] ?? []);
  const fields = countFields(
    restores.map(({ choices }) => choices.flatMap(({ fields: chosen }) => [...chosen])),
  );
  const units = restores.reduce((sum, one) => sum + estimateUnits(one), 0);
  return [
    ...listFirst(listed, (lines) => lines),
    '',
    `${count(restores.length, 'episode')}: ${fields}; about ${count(units, 'unit')}`,
    describeEffect(restores),
  ];
}

async function renderOne({ target, live, choices }: Restore): Promise<string[]> {
  const difference = await renderDifference({ choices, live, forms: target.catalog.academy });
  return [`${target.episode.id}, video ${live.videoId}`, ...difference];
}

/** A read and a write for the texts, and again for the picture. */
const estimateUnits = ({ choices }: Restore): number =>
  choices.reduce(
    (sum, { candidate, fields }) =>
      sum +
      (candidate.texts !== undefined && !fields.includes('thumbnail')
        ? VIDEO_READ_AND_WRITE
        : COSTS['videos.list'] + COSTS['thumbnails.set']),
    0,
  );

/** What happens to it later. */
const describeEffect = (restores: readonly Restore[]): string =>
  restores[0]?.target.catalog.academy.drift === 'overwrite'
    ? 'It counts as a manual edit. "drift: overwrite" in academy.yaml: the next commit or check overwrites it again.'
    : 'It counts as a manual edit: no commit overwrites it, until you overwrite or adopt it.';

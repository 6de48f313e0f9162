import { listFirst } from '../../lib/answers.ts';
import { describeVideo } from '../../lib/describe-video.ts';
import type { Preview } from '../../lib/preview-episodes.ts';

/** What an adoption changes in the files: what cannot be adopted first, then each change, and what it freezes. */
export const renderAdoptCard = (previews: readonly Preview[]): string[] => [
  ...previews.flatMap(describeNotAdopted),
  ...listFirst(
    previews.filter(({ adoption }) => adoption.edits.length > 0),
    ({ target, adoption }) => [
      `${target.episode.id}: ${describeVideo(adoption)}`,
      `  ${adoption.path}`,
      ...adoption.diff.split('\n').map((line) => `  ${line}`),
    ],
  ),
  ...describeFreezing(previews),
];

/** Every one: an adoption that looks complete and is not would be worse than none. */
const describeNotAdopted = ({ target, adoption }: Preview): string[] =>
  adoption.notAdopted.map(({ field, why }) => `${target.episode.id}: ${field} cannot be adopted: ${why}`);

const describeFreezing = (previews: readonly Preview[]): string[] =>
  previews.flatMap(({ target, adoption }) =>
    adoption.warning === undefined ? [] : [`WARNING ${target.episode.id}: ${adoption.warning}`],
  );

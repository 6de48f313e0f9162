import type { FieldDifference } from '../../../domain/changes/adopt/types.ts';
import { type Paint, renderEdit } from '../../../domain/changes/plan/text.ts';
import { countFields, listFirst } from '../../lib/answers.ts';
import { describeVideo } from '../../lib/describe-video.ts';
import { count } from '../../lib/outcome.ts';
import type { Preview } from '../../lib/preview-episodes.ts';

const PLAIN: Paint = (_tone, text) => text;

/** What an overwrite would write over: the first episodes with every difference, then how many in all, and what it costs. */
export function renderOverwriteCard(previews: readonly Preview[], paint: Paint = PLAIN): string[] {
  const units = previews.reduce((sum, { adoption }) => sum + (adoption.overwriteUnits ?? 0), 0);
  const fields = countFields(
    previews.map(({ adoption }) => (adoption.differences ?? []).map(({ field }) => field)),
  );
  return [
    `- on YouTube now, + what the files say. YouTube's version is lost:`,
    ...listFirst(previews, ({ target, adoption }) => [
      `${paint('strong', target.episode.id)}: ${describeVideo(adoption)}`,
      ...(adoption.differences ?? []).flatMap((one) => renderDifference(one, paint)),
    ]),
    '',
    `${count(previews.length, 'episode')}: ${fields}; at least ${count(units, 'unit')}`,
  ];
}

function renderDifference({ field, reason, edits, more }: FieldDifference, paint: Paint): string[] {
  return [
    `  ${field}${REASONS[reason]}`,
    ...edits.flatMap((edit) => renderEdit(edit, { paint })),
    ...(more > 0 ? [`    ${paint('quiet', `and ${count(more, 'more line')}`)}`] : []),
  ];
}

const REASONS: Readonly<Record<FieldDifference['reason'], string>> = {
  edited: ', edited by a person',
  unknown: ', unknown who wrote it',
  named: '',
};

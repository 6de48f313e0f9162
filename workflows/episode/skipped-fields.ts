import type { ReconcileRequest, Step, StepResult, UpdateResult } from '../../contract/episode.ts';
import type { Field } from '../../domain/content/ownership.ts';
import type { EpisodeState } from './state.ts';

const FIELD_OF: Readonly<Record<Step, Field>> = {
  bind: 'stream',
  unbind: 'stream',
  thumbnail: 'thumbnail',
  playlists: 'playlists',
};

/** Fields that an operator released, as long as it is this commit that is to be written. */
export const releasedFor = (
  { overwriteFields: release }: EpisodeState,
  duty: ReconcileRequest,
): readonly Field[] => (release?.commit === duty.commit ? release.fields : []);

/** An update looks at the fields that it can write; of the others stays what was known. */
export function recordLeft(state: EpisodeState, { skippedFields: left = [] }: UpdateResult): void {
  const others = state.skippedFields.filter((field) => Object.values(FIELD_OF).includes(field));
  state.skippedFields = [...left, ...others];
}

export function recordStep(state: EpisodeState, step: Step, { skippedField: left }: StepResult): void {
  const others = state.skippedFields.filter((field) => field !== FIELD_OF[step]);
  state.skippedFields = left === undefined ? others : [...others, left];
}

/** What stands beside a person's hand, for the details and the list of who needs somebody. */
export const describeLeft = ({ skippedFields: left }: EpisodeState): string | undefined =>
  left.length === 0 ? undefined : `a person may have edited ${left.join(', ')} on YouTube; left alone`;

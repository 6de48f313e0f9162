import type { ReconcileRequest } from '../../contract/episode.ts';
import type { UpdateResult } from '../../contract/episode-calls.ts';
import type { Step, StepResult } from '../../contract/episode-steps.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** The step `replaced` writes other videos. */
export const FIELD_OF: Readonly<Partial<Record<Step, Field>>> = {
  bind: 'stream',
  unbind: 'stream',
  thumbnail: 'thumbnail',
  playlists: 'playlists',
};

/** Fields that an operator released, if they were released for this commit. */
export const overwriteFieldsFor = (
  { overwriteFields }: EpisodeState,
  { commit }: ReconcileRequest,
): readonly Field[] => (overwriteFields?.commit === commit ? overwriteFields.fields : []);

/** Who released them. */
export const overwriteByFor = (
  { overwriteFields }: EpisodeState,
  { commit }: ReconcileRequest,
): string | undefined => (overwriteFields?.commit === commit ? overwriteFields.by : undefined);

/** An update checks the fields that it can write; what is known of the fields of steps stays. */
export function recordSkippedFields(
  state: EpisodeState,
  { skippedFields = [], differences }: UpdateResult,
): void {
  const ofSteps = state.skippedFields.filter((field) => Object.values(FIELD_OF).includes(field));
  state.skippedFields = [...skippedFields, ...ofSteps];
  patch(state, { whose: undefined, differences });
}

/** A step that did not look says nothing of its field. */
export function recordStepResult(
  state: EpisodeState,
  step: Step,
  { skippedField, stillRefused }: StepResult,
): void {
  if (stillRefused) return;
  const others = state.skippedFields.filter((field) => field !== FIELD_OF[step]);
  state.skippedFields = skippedField === undefined ? others : [...others, skippedField];
}

/** For the details and the list of what needs a person; undefined when no field was skipped. */
export const describeSkippedFields = ({ skippedFields }: EpisodeState): string | undefined =>
  skippedFields.length === 0
    ? undefined
    : `a person may have edited ${skippedFields.join(', ')} on YouTube; not overwritten`;

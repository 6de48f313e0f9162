import type { KeptField, KeptTextField } from '../../../domain/changes/kept/entry.ts';
import { listDifferent } from '../../../domain/changes/kept/restore.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import type { MarkerSettings } from '../../../domain/render/description/marker.ts';
import type { Candidate } from './candidates.ts';
import type { IsShown } from './compare-pictures.ts';

/** A candidate and those of its fields that differ from YouTube. */
export type RestoreChoice = { readonly candidate: Candidate; readonly fields: readonly KeptField[] };

export type ChooseInput = {
  /** Newest first. */
  readonly candidates: readonly Candidate[];
  readonly live: LiveVideo;
  readonly forms: MarkerSettings;
  /** As an operator names them; undefined: what a candidate restores by default. */
  readonly fields: readonly KeptField[] | undefined;
  readonly isShown: IsShown;
};

/**
 * What differs from YouTube in the newest texts and in the newest picture: texts and pictures are kept apart. Never something older,
 * so that the same command a second time finds nothing to do.
 */
export async function chooseCandidates(input: ChooseInput): Promise<RestoreChoice[]> {
  const choices = [chooseTexts(input), await choosePicture(input)];
  return choices.flatMap((choice) => choice ?? []);
}

function chooseTexts({ candidates, live, forms, fields }: ChooseInput): RestoreChoice | undefined {
  const wanted = (candidate: Candidate): readonly KeptField[] =>
    (fields ?? candidate.fields).filter((field) => field !== 'thumbnail');
  const candidate = candidates.find((one) => one.texts !== undefined && wanted(one).length > 0);
  if (candidate?.texts === undefined) return undefined;
  const different: readonly KeptTextField[] = listDifferent(live, candidate.texts, forms);
  const differing = wanted(candidate).filter((field) => different.some((other) => other === field));
  return differing.length === 0 ? undefined : { candidate, fields: differing };
}

/** A picture that a worker draws is not compared. */
async function choosePicture(input: ChooseInput): Promise<RestoreChoice | undefined> {
  const { candidates, live, fields, isShown } = input;
  const candidate = candidates.find(
    (one) =>
      (one.picture !== undefined || one.draws === true) && (fields ?? one.fields).includes('thumbnail'),
  );
  if (candidate === undefined) return undefined;
  const { picture } = candidate;
  if (picture !== undefined && (await isShown(live, picture.bytes))) return undefined;
  return { candidate, fields: ['thumbnail'] };
}

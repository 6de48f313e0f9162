import type { KeptField, KeptTextField } from '../../../domain/changes/kept/entry.ts';
import { listDifferent } from '../../../domain/changes/kept/restore.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import type { MarkerSettings } from '../../../domain/render/description/marker.ts';
import type { Candidate } from './candidates.ts';

/** A candidate and those of its fields that differ from YouTube. */
export type RestoreChoice = { readonly candidate: Candidate; readonly fields: readonly KeptField[] };

export type ChooseInput = {
  /** Newest first. */
  readonly candidates: readonly Candidate[];
  readonly live: LiveVideo;
  readonly forms: MarkerSettings;
  /** As an operator names them; undefined: what a candidate restores by default. */
  readonly fields: readonly KeptField[] | undefined;
  /** Whether YouTube shows a picture that looks the same. */
  readonly isShown: (picture: Buffer) => Promise<boolean>;
};

/**
 * The newest candidate that differs from YouTube. Texts and pictures are kept apart: when an operator names both, the newest of
 * each.
 */
export async function chooseCandidates(input: ChooseInput): Promise<RestoreChoice[]> {
  const { fields } = input;
  if (fields === undefined) return chooseFirst(input, undefined);
  const texts = fields.filter((field) => field !== 'thumbnail');
  return [
    ...(texts.length === 0 ? [] : await chooseFirst(input, texts)),
    ...(texts.length === fields.length ? [] : await chooseFirst(input, ['thumbnail'])),
  ];
}

async function chooseFirst(
  input: ChooseInput,
  wanted: readonly KeptField[] | undefined,
): Promise<RestoreChoice[]> {
  for (const candidate of input.candidates) {
    const fields = await listDifferentFields(input, candidate, wanted ?? candidate.fields);
    if (fields.length > 0) return [{ candidate, fields }];
  }
  return [];
}

async function listDifferentFields(
  { live, forms, isShown }: ChooseInput,
  { texts, picture, draws }: Candidate,
  wanted: readonly KeptField[],
): Promise<KeptField[]> {
  const different: KeptTextField[] = texts === undefined ? [] : listDifferent(live, texts, forms);
  const hasPicture = draws === true || (picture !== undefined && !(await isShown(picture.bytes)));
  return wanted.filter((field) => (field === 'thumbnail' ? hasPicture : different.includes(field)));
}

import { type Field, VIDEO_SETTINGS } from '../../content/ownership.ts';
import { parseDescription } from '../../render/description/marker.ts';
import type { FieldDecision, MergeInput } from './judge.ts';
import { decideBroadcastSetting, decideSetting, decideStart, decideVideoSetting } from './settings.ts';
import { decideDescription, decideTags, decideTitle } from './texts.ts';
import { decideTranslations } from './translations.ts';
import { decideVisibility } from './visibility.ts';

export type { MergeInput } from './judge.ts';
export { isOver } from './visibility.ts';

/** A decision for each field of the two update calls. Stream, playlists and thumbnail are compared where they are written. */
export type Merge = Readonly<Record<Exclude<Field, 'stream' | 'playlists' | 'thumbnail'>, FieldDecision>>;

/** Decides field by field, without I/O. The table of all cases is in docs/merge.md. */
export function mergeVideo(input: MergeInput): Merge {
  const parsed = parseDescription(input.live, input.forms);
  const description = decideDescription(input, parsed);
  const language = decideSetting(
    input,
    'language',
    input.live.defaultLanguage,
    (desired) => desired.language,
  );
  const merge = {
    title: decideTitle(input),
    description,
    tags: decideTags(input),
    category: decideSetting(input, 'category', input.live.categoryId, (desired) => desired.categoryId),
    language,
    localizations: decideTranslations(input, language),
    ...decideVideoSettings(input, description),
    visibility: decideVisibility(input),
    start: decideStart(input),
    latency: decideBroadcastSetting(input, 'latency'),
    dvr: decideBroadcastSetting(input, 'dvr'),
    captions: decideBroadcastSetting(input, 'captions'),
  };
  return leaveOut(merge, input.refused);
}

const decideVideoSettings = (
  input: MergeInput,
  description: FieldDecision,
): Pick<Merge, (typeof VIDEO_SETTINGS)[number]> =>
  Object.fromEntries(
    VIDEO_SETTINGS.map((field) => [field, decideVideoSetting(input, field, description)]),
  ) as Pick<Merge, (typeof VIDEO_SETTINGS)[number]>;

/** What YouTube refuses stays as it is there, and its part of the seal too: it is still ours. */
function leaveOut(merge: Merge, refused: readonly Field[] = []): Merge {
  if (refused.length === 0) return merge;
  const decisions = Object.entries(merge).map(([field, decision]) => [
    field,
    decision === 'write' && refused.some((one) => one === field) ? 'refused' : decision,
  ]);
  return Object.fromEntries(decisions) as Merge;
}

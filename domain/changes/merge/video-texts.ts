import {
  formatEpisodeUrl,
  formatSeal,
  NEVER_WRITTEN,
  parseDescription,
  replaceMarker,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
  sealVideo,
} from '../../render/description/marker.ts';
import { type Desired, renderMarked } from '../../render/desired.ts';
import { promotionOf } from '../../render/settings.ts';
import { defined } from '../../shared/defined.ts';
import { sealOf } from '../hand-over.ts';
import type { LiveVideo } from '../live.ts';
import { takesMarker } from './judge.ts';
import type { Merge, MergeInput } from './merge.ts';
import { mergeTranslations } from './translations.ts';
import { wantedAudience } from './visibility.ts';

/** The whole snippet to send and, if who may watch changes, the privacy with its schedule: none drops the one that is there. */
export type VideoTexts = {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly categoryId: string;
  readonly defaultLanguage?: string;
  readonly privacy?: LiveVideo['privacy'];
  /** Only with `privacy: private`. ISO 8601, UTC */
  readonly publishAt?: string;
} & SettingsToSend;

/** Settings that change; what is absent is sent back as it was read, where its part is sent at all. */
type SettingsToSend = Partial<
  Pick<
    LiveVideo,
    | 'defaultAudioLanguage'
    | 'selfDeclaredMadeForKids'
    | 'containsSyntheticMedia'
    | 'license'
    | 'embeddable'
    | 'hasPaidPromotion'
    | 'recordingDate'
    | 'localizations'
  >
>;

/** Fields that we do not write are sent back as they were read, because YouTube replaces the whole snippet. */
export function renderTexts(input: MergeInput, merge: Merge): VideoTexts {
  const { desired, live } = input;
  const language = merge.language === 'write' ? desired.language : live.defaultLanguage;
  const audience = merge.visibility === 'write' ? wantedAudience(input) : undefined;
  const { title, tags } = snippetOf(input, merge);
  return {
    title,
    tags,
    description: renderSealedDescription(input, merge),
    categoryId: merge.category === 'write' ? (desired.categoryId ?? live.categoryId) : live.categoryId,
    ...defined({ defaultLanguage: language }),
    ...audience,
    ...renderSettings(desired, merge),
    ...(merge.localizations === 'write' ? { localizations: mergeTranslations(input) } : {}),
  };
}

const renderSettings = (desired: Desired, merge: Merge): SettingsToSend =>
  defined({
    defaultAudioLanguage: merge.audioLanguage === 'write' ? desired.audioLanguage : undefined,
    selfDeclaredMadeForKids: merge.madeForKids === 'write' ? desired.madeForKids : undefined,
    containsSyntheticMedia: merge.syntheticMedia === 'write' ? desired.syntheticMedia : undefined,
    license: merge.license === 'write' ? desired.license : undefined,
    embeddable: merge.embeddable === 'write' ? desired.embeddable : undefined,
    hasPaidPromotion: merge.paidPromotion === 'write' ? promotionOf(desired) : undefined,
    recordingDate: merge.recordingDate === 'write' ? desired.recordingDate : undefined,
  });

/** Title and tags as sent, and the description without its marker. */
function snippetOf({ desired, live, forms }: MergeInput, merge: Merge) {
  return {
    title: merge.title === 'write' ? desired.title : live.title,
    tags: merge.tags === 'write' ? (desired.tags ?? []) : live.tags,
    ...(merge.description === 'write' || (merge.description === 'same' && desired.verbatim === true)
      ? { body: desired.body, ...defined({ verbatim: desired.verbatim }) }
      : { body: parseDescription(live, forms).body }),
  };
}

/** A person's text keeps every byte except the marker's line; a text without a marker does not get one. */
function renderSealedDescription(input: MergeInput, merge: Merge): string {
  const { desired, live, forms, standing } = input;
  const line = `${formatEpisodeUrl(forms, desired.episodeId)}#${formatSeal(renderNextSeal(input, merge))}`;
  if (!isMarkerless(input, merge) && agrees(merge, 'description'))
    return renderMarked(snippetOf(input, merge), line);
  if (merge.description === 'write' && !takesMarker(input)) return desired.body;
  return 'marker' in standing ? replaceMarker(live, forms, line) : live.description;
}

const agrees = (merge: Merge, field: 'title' | 'description' | 'tags'): boolean =>
  merge[field] === 'write' || merge[field] === 'same';

/**
 * Whether the video lives without a marker: it has none, and its description is not ours to write, or takes none. An operator who
 * releases the description gives it one, and so does a text with room.
 */
export function isMarkerless(input: MergeInput, merge: Merge): boolean {
  const { standing, overwrite = [] } = input;
  if (agrees(merge, 'description') && !takesMarker(input)) return true;
  if (standing.kind === 'taken') return !agrees(merge, 'description');
  const wasOurs = sealOf(standing)?.description !== NEVER_WRITTEN.description;
  const isReleased = merge.description === 'write' && (wasOurs || overwrite.includes('description'));
  return standing.kind === 'sealed' && standing.marker === undefined && !isReleased;
}

/** The seal after this merge: each part is new if we write or the text already matches, unchanged if the text is a person's. */
export function renderNextSeal(input: MergeInput, merge: Merge): Seal {
  const { live, forms, standing } = input;
  const sent = snippetOf(input, merge);
  const old = { ...NEVER_WRITTEN, ...sealOf(standing) };
  return {
    description: agrees(merge, 'description') ? sealBody(sent.body) : old.description,
    title: agrees(merge, 'title') ? sealTitle(sent.title) : old.title,
    tags: agrees(merge, 'tags') ? sealTags(sent.tags) : old.tags,
    video: sealVideo({ channelId: forms.channelId, videoId: live.videoId }),
  };
}

import {
  INSERTED,
  parseDescription,
  renderDescription,
  renderMarker,
  replaceMarker,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
} from '../../render/description/marker.ts';
import { defined } from '../../shared/defined.ts';
import type { LiveVideo } from '../live.ts';
import type { Merge, MergeInput } from './merge.ts';
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
};

/** Fields that we do not write are sent back as they were read, because YouTube replaces the whole snippet. */
export function renderTexts(input: MergeInput, merge: Merge): VideoTexts {
  const { desired, live } = input;
  const language = merge.language === 'write' ? desired.language : live.defaultLanguage;
  const audience = merge.visibility === 'write' ? wantedAudience(input) : undefined;
  const title = merge.title === 'write' ? desired.title : live.title;
  const tags = merge.tags === 'write' ? (desired.tags ?? []) : live.tags;
  return {
    title,
    tags,
    description: renderSealedDescription(input, merge, { title, tags }),
    categoryId: merge.category === 'write' ? (desired.categoryId ?? live.categoryId) : live.categoryId,
    ...defined({ defaultLanguage: language }),
    ...audience,
  };
}

/** A person's text keeps every byte except the marker's line; a text without a marker does not get one. */
function renderSealedDescription(
  input: MergeInput,
  merge: Merge,
  sent: { title: string; tags: readonly string[] },
): string {
  const { desired, live, forms } = input;
  const { body, marker } = parseDescription(live.description, forms);
  const ours = merge.description === 'write' || merge.description === 'same';
  const next = merge.description === 'write' ? desired.body : body;
  const seal = renderNextSeal(merge, marker?.seal, { ...sent, body: next });
  const line = renderMarker(forms, desired.episodeId, seal);
  return ours ? renderDescription(next, line) : replaceMarker(live.description, forms, line);
}

/** Each part describes what we last wrote: new if we write or the text already matches, unchanged if the text is a person's. */
function renderNextSeal(
  merge: Merge,
  old: Seal | undefined,
  sent: { body: string; title: string; tags: readonly string[] },
): Seal {
  const agrees = (field: 'title' | 'description' | 'tags'): boolean =>
    merge[field] === 'write' || merge[field] === 'same';
  return {
    description: agrees('description') ? sealBody(sent.body) : (old?.description ?? '0'.repeat(8)),
    title: agrees('title') ? sealTitle(sent.title) : (old?.title ?? '0'.repeat(4)),
    tags: agrees('tags') || old?.tags === INSERTED ? sealTags(sent.tags) : (old?.tags ?? '0'.repeat(4)),
  };
}

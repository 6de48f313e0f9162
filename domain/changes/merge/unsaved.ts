import {
  normalizeTags,
  normalizeText,
  parseDescription,
  sealBody,
  sealTags,
  sealTitle,
} from '../../render/description/marker.ts';
import { sealOf } from '../hand-over.ts';
import type { KeptTextField } from '../kept/entry.ts';
import { isCreation, type MergeInput } from './judge.ts';
import type { Merge } from './merge.ts';

/**
 * The texts that a merge overwrites although we did not write them: the live value fits no part of the seal and equals no base.
 * No commit renders them, so they must be kept first.
 */
export const listForeignValues = (input: MergeInput, merge: Merge): KeptTextField[] =>
  listForeignTexts(input).filter((field) => merge[field] === 'write');

/** The texts on YouTube that we did not write, as far as the seal and the bases show. */
export function listForeignTexts({
  live,
  desired,
  bases = [],
  forms,
  standing,
}: Pick<MergeInput, 'live' | 'desired' | 'bases' | 'forms' | 'standing'>): KeptTextField[] {
  const { body } = parseDescription(live, forms);
  const seal = sealOf(standing);
  const rendered = [desired, ...bases];
  const title = normalizeText(live.title);
  const tags = tagsKey(live.tags);
  const isOurs: Readonly<Record<KeptTextField, boolean>> = {
    title: seal?.title === sealTitle(title) || rendered.some((one) => normalizeText(one.title) === title),
    description:
      seal?.description === sealBody(body) || rendered.some((one) => normalizeText(one.body) === body),
    tags:
      (isCreation({ standing }) && live.tags.length === 0) ||
      seal?.tags === sealTags(live.tags) ||
      rendered.some((one) => one.tags !== undefined && tagsKey(one.tags) === tags),
  };
  return (['title', 'description', 'tags'] as const).filter((field) => !isOurs[field]);
}

const tagsKey = (tags: readonly string[]): string => normalizeTags(tags).join('\n');

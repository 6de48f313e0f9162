import { FIELDS, type Field } from '../content/ownership.ts';
import type { Desired } from '../render/desired.ts';
import { suggest } from '../shared/suggestions.ts';

export type NamedFields =
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads an operator's word `fields`: all there are when it is absent, else each by its name. */
export function parseFieldNames(words: unknown): NamedFields {
  if (words === undefined) return { kind: 'fields', fields: FIELDS };
  if (!Array.isArray(words) || words.length === 0)
    return {
      kind: 'refused',
      reason: `fields: expected a list such as ["title"], found ${JSON.stringify(words)}`,
    };
  const unknown = words.filter((word) => !isField(word));
  if (unknown.length === 0) return { kind: 'fields', fields: words.filter(isField) };
  return { kind: 'refused', reason: unknown.map(explainUnknown).join('\n') };
}

const isField = (word: unknown): word is Field => FIELDS.some((field) => field === word);

function explainUnknown(word: unknown): string {
  const near = typeof word === 'string' ? suggest(word, FIELDS) : undefined;
  const hint = near === undefined ? `There are: ${FIELDS.join(', ')}.` : `Did you mean "${near}"?`;
  return `there is no field ${JSON.stringify(word)}. ${hint}`;
}

/**
 * The fields that an operator may release: all that are ours, or those that were named. A named one that policy or silence
 * of the content keeps from us is refused, with the reason.
 */
export function parseOverwriteFields(words: unknown, desired: Desired): NamedFields {
  const named = parseFieldNames(words);
  if (named.kind === 'refused') return named;
  const reasons = named.fields.map((field) => [field, whyNotOurs(desired, field)] as const);
  const ours = reasons.filter(([, why]) => why === undefined).map(([field]) => field);
  const refused = reasons.flatMap(([field, why]) => (why === undefined ? [] : [`${field}: ${why}`]));
  if (words === undefined && ours.length > 0) return { kind: 'fields', fields: ours };
  return refused.length === 0
    ? { kind: 'fields', fields: ours }
    : { kind: 'refused', reason: refused.join('\n') };
}

function whyNotOurs(desired: Desired, field: Field): string | undefined {
  const { manage, fields } = desired.policy;
  if (manage === 'observe') return 'manage is observe: nothing is written';
  if (fields[field] === 'keep') return 'it is "keep" under fields: it is never written';
  if (!isNamed(desired, field)) return 'the content says nothing about it';
  if (fields[field] === 'seed' && !(field === 'visibility' && desired.status === 'cancelled'))
    return 'it is "seed": written at creation only; name it in the episode, or say "full" under fields';
  return undefined;
}

function isNamed(desired: Desired, field: Field): boolean {
  switch (field) {
    case 'title':
    case 'description':
      return true;
    case 'category':
      return desired.categoryId !== undefined;
    case 'thumbnail':
      return desired.picture !== undefined;
    case 'visibility':
      return desired.visibility !== undefined || desired.status === 'cancelled';
    default:
      return desired[field] !== undefined;
  }
}

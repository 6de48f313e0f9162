import { FIELDS, type Field } from '../content/ownership.ts';
import type { Desired } from '../render/desired.ts';
import { promotionOf } from '../render/settings.ts';
import { suggest } from '../shared/suggestions.ts';

export type ParsedFields =
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Parses the argument `fields` of an operator: all fields if it is absent. */
export function parseFieldNames(names: unknown): ParsedFields {
  if (names === undefined) return { kind: 'fields', fields: FIELDS };
  if (!Array.isArray(names) || names.length === 0)
    return {
      kind: 'refused',
      reason: `fields: expected a list such as ["title"], found ${JSON.stringify(names)}`,
    };
  const unknown = names.filter((name) => !isField(name));
  if (unknown.length === 0) return { kind: 'fields', fields: names.filter(isField) };
  return { kind: 'refused', reason: unknown.map(describeUnknownField).join('\n') };
}

const isField = (name: unknown): name is Field => FIELDS.some((field) => field === name);

function describeUnknownField(name: unknown): string {
  const near = typeof name === 'string' ? suggest(name, FIELDS) : undefined;
  const hint = near === undefined ? `There are: ${FIELDS.join(', ')}.` : `Did you mean "${near}"?`;
  return `there is no field ${JSON.stringify(name)}. ${hint}`;
}

/**
 * The fields that an operator may overwrite: those named, or all that are ours. A named field that we do not manage, by policy
 * or because the content does not set it, is refused with the reason.
 */
export function parseOverwriteFields(names: unknown, desired: Desired): ParsedFields {
  const named = parseFieldNames(names);
  if (named.kind === 'refused') return named;
  const reasons = named.fields.map((field) => [field, describeWhyNotOurs(desired, field)] as const);
  const ours = reasons.filter(([, why]) => why === undefined).map(([field]) => field);
  const refused = reasons.flatMap(([field, why]) => (why === undefined ? [] : [`${field}: ${why}`]));
  if (names === undefined && ours.length > 0) return { kind: 'fields', fields: ours };
  return refused.length === 0
    ? { kind: 'fields', fields: ours }
    : { kind: 'refused', reason: refused.join('\n') };
}

function describeWhyNotOurs(desired: Desired, field: Field): string | undefined {
  const { manage, fields } = desired.policy;
  if (manage === 'observe') return 'manage is observe: nothing is written';
  if (fields[field] === 'keep') return 'it is "keep" under fields: it is never written';
  if (!hasDesiredValue(desired, field)) return 'the content does not set it';
  if (fields[field] === 'seed' && !(field === 'visibility' && desired.status === 'cancelled'))
    return 'it is "seed": written at creation only; set it in the episode, or write "full" under fields';
  return undefined;
}

function hasDesiredValue(desired: Desired, field: Field): boolean {
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
    case 'paidPromotion':
      return promotionOf(desired) !== undefined;
    default:
      return desired[field] !== undefined;
  }
}

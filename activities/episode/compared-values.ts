import { describeTranslations } from '../../domain/changes/merge/translations.ts';
import type { VideoChange } from '../../domain/changes/plan/plan.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import { normalizeTags, normalizeText } from '../../domain/render/description/marker.ts';
import { hashText } from '../../domain/shared/hash.ts';

/** The values of one call as they are sent, or as YouTube stored them. */
export type Values = {
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly categoryId?: string;
  readonly defaultLanguage?: string;
  readonly privacy?: string;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly latency?: string | undefined;
  readonly dvr?: boolean | undefined;
  readonly captions?: string | undefined;
  readonly defaultAudioLanguage?: string;
  readonly selfDeclaredMadeForKids?: boolean;
  readonly containsSyntheticMedia?: boolean;
  readonly hasPaidPromotion?: boolean;
  readonly license?: string;
  readonly embeddable?: boolean;
  readonly recordingDate?: string;
  readonly localizations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
};

type Texts = Readonly<Partial<Record<Field, string>>>;

/** Field by field, in the form in which they are compared: differences that YouTube is known to make do not count. */
export function normalize(values: Values): Texts {
  const { title, description, tags, categoryId, defaultLanguage, privacy, start, end, latency } = values;
  const texts: Readonly<Partial<Record<Field, string | undefined>>> = {
    title: title === undefined ? undefined : normalizeText(title),
    description: description === undefined ? undefined : normalizeText(description),
    tags: tags === undefined ? undefined : normalizeTags(tags).join('\n'),
    category: categoryId,
    language: defaultLanguage,
    visibility: privacy,
    start: start === undefined ? undefined : [start, ...(end === undefined ? [] : [end])].map(toMs).join(' '),
    latency,
    dvr: textOf(values.dvr),
    captions: values.captions,
    audioLanguage: values.defaultAudioLanguage,
    madeForKids: textOf(values.selfDeclaredMadeForKids),
    syntheticMedia: textOf(values.containsSyntheticMedia),
    paidPromotion: textOf(values.hasPaidPromotion),
    license: values.license,
    embeddable: textOf(values.embeddable),
    recordingDate: values.recordingDate,
    localizations: describeTranslations(values.localizations, Object.keys(values.localizations ?? {})),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
}

const textOf = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const toMs = (iso: string): string => String(Date.parse(iso));

export const fieldsOf = ({ fields }: VideoChange): Field[] =>
  FIELDS.filter((field) => fields.includes(field));

export const hashOf = (text: string | undefined): string => hashText(text ?? '', 12);

const CONTEXT = 30;

/** Where two texts first differ, with some context. */
export function quoteDifference(sent: string, stored: string): { was: string; became: string } {
  let at = 0;
  while (at < sent.length && sent[at] === stored[at]) at += 1;
  const cut = (text: string): string =>
    text
      .slice(Math.max(0, at - CONTEXT), at + CONTEXT)
      .replaceAll('\n', ' ')
      .trim();
  return { was: cut(sent), became: cut(stored) };
}

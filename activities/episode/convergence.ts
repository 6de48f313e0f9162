import type { NotConverged } from '../../contract/episode.ts';
import type { VideoChange } from '../../domain/changes/plan/plan.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import { normalizeTags, normalizeText } from '../../domain/render/description/marker.ts';
import { hashText } from '../../domain/shared/hash.ts';

/** Sent so often without being kept, a field is not sent again. */
const MOST_TIMES = 2;

/** One of our calls as it is sent, or what YouTube answers and stands there. */
type Words = {
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly categoryId?: string;
  readonly defaultLanguage?: string;
  readonly privacy?: string;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly latency?: string | undefined;
};
type Texts = Readonly<Partial<Record<Field, string>>>;

/** Field by field, in the form in which it is compared: what YouTube may change does not count. */
export function readTexts(words: Words): Texts {
  const { title, description, tags, categoryId, defaultLanguage, privacy, start, end, latency } = words;
  const said: Readonly<Partial<Record<Field, string | undefined>>> = {
    title: title === undefined ? undefined : normalizeText(title),
    description: description === undefined ? undefined : normalizeText(description),
    tags: tags === undefined ? undefined : normalizeTags(tags).join('\n'),
    category: categoryId,
    language: defaultLanguage,
    visibility: privacy,
    start: start === undefined ? undefined : [start, ...(end === undefined ? [] : [end])].map(toMs).join(' '),
    latency,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

const toMs = (iso: string): string => String(Date.parse(iso));

/** Of one call that was answered: the fields that YouTube stored otherwise than they were sent, and how often by now. */
export function findNotConverged(change: VideoChange, answer: Words, before: NotConverged): NotConverged {
  const sent = readTexts(change.next);
  const stands = readTexts(hasEnd(change.next) ? answer : { ...answer, end: undefined });
  return Object.fromEntries(
    fieldsOf(change)
      .filter((field) => sent[field] !== stands[field])
      .map((field) => [field, countUnkept(field, sent, stands, before)]),
  );
}

function countUnkept(field: Field, sent: Texts, stands: Texts, before: NotConverged) {
  const [now, then] = [hashOf(sent[field]), before[field]];
  const times = then?.sent === now ? then.times + 1 : 1;
  return {
    sent: now,
    stands: hashOf(stands[field]),
    times,
    ...quote(sent[field] ?? '', stands[field] ?? ''),
  };
}

/** Whether a call says nothing but what YouTube has not kept before. */
export function isStuck(change: VideoChange, before: NotConverged): boolean {
  const sent = readTexts(change.next);
  return fieldsOf(change).every(
    (field) => before[field]?.sent === hashOf(sent[field]) && (before[field]?.times ?? 0) >= MOST_TIMES,
  );
}

/** What stands there is what YouTube made of our words, and nobody's edit: these fields are still ours. */
export const listOurs = (live: Words, before: NotConverged): Field[] =>
  FIELDS.filter((field) =>
    [live, { ...live, end: undefined }].some(
      (words) => before[field]?.stored === hashOf(readTexts(words)[field]),
    ),
  );

/** For a person; undefined as long as it is worth another try. */
export function describeStuck(unkept: NotConverged): string | undefined {
  const stuck = FIELDS.filter((field) => (unkept[field]?.times ?? 0) >= MOST_TIMES);
  if (stuck.length === 0) return undefined;
  const each = stuck.map((field) => `${field} "${unkept[field]?.was}" became "${unkept[field]?.became}"`);
  return `not converging: YouTube twice stored otherwise what was sent: ${each.join('; ')}. Write it so that YouTube keeps it, or leave it to people with "fields: { ${stuck[0]}: keep }", and commit; all else is done`;
}

/** What is left of before: fields of a call that was not sent again. */
export const carryNotConverged = (change: VideoChange, before: NotConverged): NotConverged =>
  Object.fromEntries(
    fieldsOf(change).flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]]])),
  );

const fieldsOf = ({ fields }: VideoChange): Field[] => FIELDS.filter((field) => fields.includes(field));

const hasEnd = (words: Words): boolean => words.end !== undefined;

const hashOf = (said: string | undefined): string => hashText(said ?? '', 12);

const AROUND = 30;

/** The place where they part, with a little around it. */
function quote(sent: string, stands: string): { was: string; became: string } {
  let at = 0;
  while (at < sent.length && sent[at] === stands[at]) at += 1;
  const cut = (text: string): string =>
    text
      .slice(Math.max(0, at - AROUND), at + AROUND)
      .replaceAll('\n', ' ')
      .trim();
  return { was: cut(sent), became: cut(stands) };
}

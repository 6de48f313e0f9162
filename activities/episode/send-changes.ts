import type { StoredBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import { updateBroadcast } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { type StoredVideo, updateVideo } from '../../clients/youtube/videos.ts';
import type { NotConverged } from '../../contract/episode.ts';
import type { VideoChange, VideoPlan } from '../../domain/changes/plan/plan.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import { normalizeTags, normalizeText } from '../../domain/render/description/marker.ts';
import { hashText } from '../../domain/shared/hash.ts';
import type { Dependencies } from '../dependencies.ts';

/** A field that YouTube stored differently this many times is not sent again. */
const MAX_TIMES = 2;

type Input = {
  readonly plan: VideoPlan;
  readonly live: StoredVideo;
  readonly broadcast: StoredBroadcast | undefined;
  /** Fields that YouTube stored differently when they were sent before. */
  readonly before?: NotConverged | undefined;
};

/**
 * Sends a plan's calls, except those that cannot help: 50 units each. Returns the broadcast as YouTube stored it, and the fields that
 * YouTube stored differently from what was sent.
 */
export async function sendChanges(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { plan, live, broadcast, before = {} }: Input,
): Promise<{ broadcast: StoredBroadcast | undefined; notConverged: NotConverged }> {
  let current = broadcast;
  let notConverged: NotConverged = {};
  for (const change of plan.changes) {
    if (isStuck(change, before)) {
      notConverged = { ...notConverged, ...carryNotConverged(change, before) };
    } else if (change.call === 'videos.update') {
      const stored = await updateVideo(youtube, meter, { live, next: change.next }, signal);
      notConverged = { ...notConverged, ...findNotConverged(change, stored, before) };
    } else if (current !== undefined) {
      current = await updateBroadcast(youtube, meter, { live: current, change: change.next }, signal);
      notConverged = { ...notConverged, ...findNotConverged(change, current, before) };
    }
  }
  return { broadcast: current, notConverged };
}

/** YouTube normalised what we sent: not an edit. These fields are still ours. */
export const listOurs = (live: Values, before: NotConverged): Field[] =>
  FIELDS.filter((field) =>
    [live, { ...live, end: undefined }].some(
      (values) => before[field]?.stored === hashOf(normalize(values)[field]),
    ),
  );

/** For a person; undefined as long as it is worth another try. */
export function describeStuck(notConverged: NotConverged): string | undefined {
  const stuck = FIELDS.filter((field) => (notConverged[field]?.times ?? 0) >= MAX_TIMES);
  if (stuck.length === 0) return undefined;
  const each = stuck.map(
    (field) => `${field} "${notConverged[field]?.was}" became "${notConverged[field]?.became}"`,
  );
  return `not converging: YouTube stored something else twice: ${each.join('; ')}. Change the file to what YouTube stores, or set "fields: { ${stuck[0]}: keep }", and commit; everything else was applied`;
}

/** Whether a call contains only what YouTube stored differently before. */
function isStuck(change: VideoChange, before: NotConverged): boolean {
  const sent = normalize(change.next);
  return fieldsOf(change).every(
    (field) => before[field]?.sent === hashOf(sent[field]) && (before[field]?.times ?? 0) >= MAX_TIMES,
  );
}

/** The entries of a call that was not sent again. */
const carryNotConverged = (change: VideoChange, before: NotConverged): NotConverged =>
  Object.fromEntries(
    fieldsOf(change).flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]]])),
  );

/** After one call: the fields that YouTube stored differently, and how often by now. */
function findNotConverged(change: VideoChange, answer: Values, before: NotConverged): NotConverged {
  const sent = normalize(change.next);
  const { end } = change.next as Values;
  const stored = normalize(end === undefined ? { ...answer, end: undefined } : answer);
  const entryOf = (field: Field): NonNullable<NotConverged[Field]> => {
    const hash = hashOf(sent[field]);
    const former = before[field];
    const times = former?.sent === hash ? former.times + 1 : 1;
    return {
      sent: hash,
      stored: hashOf(stored[field]),
      times,
      ...quoteDifference(sent[field] ?? '', stored[field] ?? ''),
    };
  };
  return Object.fromEntries(
    fieldsOf(change)
      .filter((field) => sent[field] !== stored[field])
      .map((field) => [field, entryOf(field)]),
  );
}

/** The values of one call as they are sent, or as YouTube stored them. */
type Values = {
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

/** Field by field, in the form in which they are compared: differences that YouTube is known to make do not count. */
function normalize(values: Values): Texts {
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
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
}

const toMs = (iso: string): string => String(Date.parse(iso));

const fieldsOf = ({ fields }: VideoChange): Field[] => FIELDS.filter((field) => fields.includes(field));

const hashOf = (text: string | undefined): string => hashText(text ?? '', 12);

const CONTEXT = 30;

/** Where two texts first differ, with some context. */
function quoteDifference(sent: string, stored: string): { was: string; became: string } {
  let at = 0;
  while (at < sent.length && sent[at] === stored[at]) at += 1;
  const cut = (text: string): string =>
    text
      .slice(Math.max(0, at - CONTEXT), at + CONTEXT)
      .replaceAll('\n', ' ')
      .trim();
  return { was: cut(sent), became: cut(stored) };
}

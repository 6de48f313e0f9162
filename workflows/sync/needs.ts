import {
  type ChannelFindings,
  NEED_REASONS,
  type Need,
  type NeedGroup,
  type NeedReason,
  reasonsOf,
  type SubjectNeeds,
} from '../../contract/attention.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { describeEditedFields, describeVanished } from '../../contract/reports/needs.ts';
import { defined } from '../../domain/shared/defined.ts';

/** What needs a person, by the workflow that shows it: plain JSON, bounded. */
export type NeedsList = {
  readonly subjects: readonly SubjectNeeds[];
  /** What the last check found and has no room here, by reason. */
  readonly unlisted: Readonly<Partial<Record<NeedReason, number>>>;
};

export const NO_NEEDS: NeedsList = { subjects: [], unlisted: {} };

const EPISODE = episodeWorkflowId('');
/** About 150 KB. */
const MAX_SUBJECTS = 500;
const MAX_NEEDS = 50;
const MAX_MESSAGE = 300;

/** All that one subject needs now. A need that stays keeps its time; what is none is dropped, since anybody can send a signal. */
export function setNeeds({ subjects, unlisted }: NeedsList, subject: SubjectNeeds): NeedsList {
  const { workflowId } = subject;
  const needs = subject.needs.filter(isNeed);
  const before = subjects.find((one) => one.workflowId === workflowId);
  const now: SubjectNeeds = {
    ...defined({ title: before?.title, videoId: before?.videoId }),
    ...subject,
    needs: needs.slice(0, MAX_NEEDS).map((need) => keepTime(shorten(need), before)),
  };
  const others = subjects.filter((one) => one !== before);
  if (needs.length === 0) return { subjects: others, unlisted };
  if (before !== undefined)
    return { subjects: subjects.map((one) => (one === before ? now : one)), unlisted };
  return others.length < MAX_SUBJECTS
    ? { subjects: [...others, now], unlisted }
    : { subjects, unlisted: addCounts(unlisted, needs) };
}

/** Without those that `isGone` says. */
export const dropSubjects = (
  { subjects, unlisted }: NeedsList,
  isGone: (subject: SubjectNeeds) => boolean,
): NeedsList => ({ subjects: subjects.filter((one) => !isGone(one)), unlisted });

function isNeed(value: unknown): value is Need {
  if (typeof value !== 'object' || value === null) return false;
  const { reason, message, since, place, cause, fields }: Partial<Record<keyof Need, unknown>> = value;
  const isText = (one: unknown): boolean => one === undefined || typeof one === 'string';
  return (
    NEED_REASONS.some((one) => one === reason) &&
    typeof message === 'string' &&
    Number.isFinite(since) &&
    isText(place) &&
    isText(cause) &&
    (fields === undefined || (Array.isArray(fields) && fields.every((one) => typeof one === 'string')))
  );
}

function keepTime(need: Need, before: SubjectNeeds | undefined): Need {
  const same = before?.needs.find((one) => isSame(one, need));
  return same === undefined ? need : { ...need, since: same.since };
}

const isSame = (one: Need, other: Need): boolean =>
  one.reason === other.reason && one.cause === other.cause && one.place === other.place;

const shorten = (need: Need): Need =>
  need.message.length <= MAX_MESSAGE
    ? need
    : { ...need, message: `${[...need.message].slice(0, MAX_MESSAGE).join('')}…` };

function addCounts(counts: NeedsList['unlisted'], needs: readonly Need[]): NeedsList['unlisted'] {
  const sums = new Map(Object.entries(counts));
  for (const { reason } of needs) sums.set(reason, (sums.get(reason) ?? 0) + 1);
  return Object.fromEntries(sums);
}

/** Fields that a check does not compare: what is known of them stays. */
const UNCOMPARED = ['thumbnail', 'playlists', 'stream'];

/** A check of the whole channel: what it compared and found right needs nobody any more. */
export function setFindings(list: NeedsList, findings: ChannelFindings, now: number): NeedsList {
  if (!isFindings(findings)) return list;
  const { edited, vanished, counts } = findings;
  const found = new Map<string, SubjectNeeds>();
  const add = (episodeId: string, need: Omit<Need, 'since'>, videoId?: string): void => {
    const workflowId = episodeWorkflowId(episodeId);
    const { needs = [] } = found.get(workflowId) ?? {};
    found.set(workflowId, {
      workflowId,
      ...defined({ videoId }),
      needs: [...needs, { ...need, since: now }],
    });
  };
  for (const { episodeId, fields } of edited)
    add(episodeId, { reason: 'edited', fields, message: describeEditedFields(fields) });
  for (const { episodeId, videoId } of vanished)
    add(episodeId, { reason: 'vanished', message: describeVanished(videoId) }, videoId);

  let next: NeedsList = { ...list, unlisted: {} };
  for (const subject of list.subjects) {
    const { workflowId } = subject;
    const kept = subject.needs.flatMap(keepUncompared);
    const { needs = [], ...known } = found.get(workflowId) ?? subject;
    const added = found.has(workflowId) ? needs : [];
    found.delete(workflowId);
    next = setNeeds(next, { ...subject, ...known, needs: mergeEdited([...kept, ...added]) });
  }
  for (const subject of found.values()) next = setNeeds(next, subject);
  const unlisted = {
    edited: Math.max(0, counts.edited - countListed(next, 'edited')),
    vanished: Math.max(0, counts.vanished - countListed(next, 'vanished')),
  };
  return { ...next, unlisted };
}

/** Anybody can send a signal. */
function isFindings({ edited, vanished, counts }: Partial<ChannelFindings>): boolean {
  const isRow = (row: unknown): row is object => typeof row === 'object' && row !== null;
  const hasTexts = (row: object, ...keys: readonly string[]): boolean => {
    const values = new Map(Object.entries(row));
    return keys.every((key) => typeof values.get(key) === 'string');
  };
  return (
    isRow(counts) &&
    Array.isArray(edited) &&
    edited.every(
      (row) => isRow(row) && hasTexts(row, 'episodeId') && 'fields' in row && Array.isArray(row.fields),
    ) &&
    Array.isArray(vanished) &&
    vanished.every((row) => isRow(row) && hasTexts(row, 'episodeId', 'videoId'))
  );
}

function keepUncompared(need: Need): Need[] {
  if (need.reason === 'vanished') return [];
  if (need.reason !== 'edited') return [need];
  const fields = (need.fields ?? []).filter((field) => UNCOMPARED.includes(field));
  return fields.length === 0 ? [] : [{ ...need, fields, message: describeEditedFields(fields) }];
}

/** One need for all edited fields of a subject. */
function mergeEdited(needs: readonly Need[]): Need[] {
  const edited = needs.filter(({ reason }) => reason === 'edited');
  const [first] = edited;
  if (first === undefined || edited.length === 1) return [...needs];
  const fields = [...new Set(edited.flatMap((need) => need.fields ?? []))];
  const merged = { ...first, fields, message: describeEditedFields(fields) };
  return [...needs.filter(({ reason }) => reason !== 'edited'), merged];
}

const countListed = ({ subjects }: NeedsList, reason: NeedReason): number =>
  subjects.filter(({ needs }) => needs.some((need) => need.reason === reason)).length;

/** The ids of the episodes on the list. */
export const listEpisodes = ({ subjects }: NeedsList = NO_NEEDS): string[] =>
  subjects.flatMap(({ workflowId }) =>
    workflowId.startsWith(EPISODE) ? [workflowId.slice(EPISODE.length)] : [],
  );

/** Every reason on the list, for the search attribute. */
export const listReasons = ({ subjects }: NeedsList = NO_NEEDS): NeedReason[] =>
  reasonsOf(subjects.flatMap(({ needs }) => needs)).toSorted();

/** By reason and cause, in the order of what is gravest; the oldest first. */
export function groupNeeds({ subjects, unlisted }: NeedsList): NeedGroup[] {
  const order = NEED_REASONS;
  const groups = new Map<string, NeedGroup>();
  for (const { needs, ...subject } of subjects)
    for (const { reason, cause, ...need } of needs) {
      const key = `${order.indexOf(reason)} ${cause ?? ''}`;
      const { entries = [] } = groups.get(key) ?? {};
      groups.set(key, {
        reason,
        ...defined({ cause }),
        count: entries.length + 1,
        entries: [...entries, { ...subject, ...need }],
      });
    }
  for (const reason of order) {
    const more = unlisted[reason] ?? 0;
    const key = `${order.indexOf(reason)} `;
    const group = groups.get(key) ?? { reason, count: 0, entries: [] };
    if (more > 0) groups.set(key, { ...group, count: group.count + more });
  }
  return [...groups.values()]
    .map((group) => ({ ...group, entries: group.entries.toSorted((a, b) => a.since - b.since) }))
    .sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
}

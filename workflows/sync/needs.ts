import {
  NEED_REASONS,
  type Need,
  type NeedGroup,
  type NeedReason,
  reasonsOf,
  type SubjectNeeds,
} from '../../contract/attention.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
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
const MAX_MESSAGE = 360;

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
  const { reason, message, since, place, cause, first, fields }: Partial<Record<keyof Need, unknown>> = value;
  const isText = (one: unknown): boolean => one === undefined || typeof one === 'string';
  return (
    NEED_REASONS.some((one) => one === reason) &&
    typeof message === 'string' &&
    Number.isFinite(since) &&
    isText(place) &&
    isText(cause) &&
    isText(first) &&
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

/** The ids of the episodes on the list. */
export const listEpisodes = ({ subjects }: NeedsList = NO_NEEDS): string[] =>
  subjects.flatMap(({ workflowId }) =>
    workflowId.startsWith(EPISODE) ? [workflowId.slice(EPISODE.length)] : [],
  );

/** A file, whose problems are one thing: its line and column may move. */
export const fileOf = (place: string): string => place.replace(/(:\d+){2}$/, '');

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

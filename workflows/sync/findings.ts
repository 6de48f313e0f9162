import type { ChannelFindings, Need, NeedReason, SubjectNeeds } from '../../contract/attention.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { describeEditedFields, describeVanished } from '../../contract/reports/needs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { type NeedsList, setNeeds } from './needs.ts';

/** Fields that a check does not compare: what is known of them stays. */
const UNCOMPARED = ['thumbnail', 'playlists', 'stream'];

/** A check of the whole channel: what it compared and found right needs no person any more. */
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

import { describe, expect, test } from 'vitest';
import type { Need } from '../../contract/attention.ts';
import { type NeedsList, NO_NEEDS } from './needs.ts';
import { listChanges } from './report-changes.ts';

const edited: Need = { reason: 'edited', message: 'title edited', fields: ['title'], since: 1 };
const broken = (line: number, message = 'unknown-key: nmae'): Need => ({
  reason: 'broken',
  message,
  place: `guests/ada.yaml:${line}:1`,
  since: 1,
});

/** Needs by the workflow that shows them. */
const list = (subjects: Readonly<Record<string, readonly Need[]>>): { needs: NeedsList } => ({
  needs: {
    ...NO_NEEDS,
    subjects: Object.entries(subjects).map(([workflowId, needs]) => ({ workflowId, needs })),
  },
});

const names = (before: object, after: object): string[] =>
  listChanges(before, after as Parameters<typeof listChanges>[1]).map((reported) =>
    'workflowId' in reported && 'reason' in reported
      ? `${reported.event} ${reported.workflowId} ${reported.reason}`
      : reported.event,
  );

describe('what sync tells', () => {
  test('a need once, not again with another time, message or order of fields, and its cure', () => {
    const [one, later] = [list({ 'episode/a': [edited] }), { ...edited, since: 2, message: 'seen again' }];
    expect(names({}, one)).toEqual(['need episode/a edited']);
    expect(names(one, list({ 'episode/a': [later] }))).toEqual([]);
    expect(names(one, list({ 'episode/a': [{ ...edited, fields: ['title', 'tags'] }] }))).toEqual([
      'need episode/a edited',
    ]);
    expect(names(one, {})).toEqual(['cured episode/a edited']);
    expect(names(one, one)).toEqual([]);
  });

  test('a broken file by its problem: not when it moves to another line, and its cure by the file', () => {
    const one = list({ sync: [broken(2), broken(3, 'missing-key: name')] });
    expect(names(one, list({ sync: [broken(7), broken(8, 'missing-key: name')] }))).toEqual([]);
    expect(names(one, list({ sync: [broken(2, 'wrong-type: name')] }))).toEqual(['need sync broken']);
    expect(listChanges(one, { ...one, ...list({ sync: [edited] }) } as never).at(-1)).toEqual({
      event: 'cured',
      workflowId: 'sync',
      reason: 'broken',
      place: 'guests/ada.yaml',
    });
  });

  test('an approval that is answered is reported as the answer, not as a cure', () => {
    const approval: Need = { reason: 'approval', message: '3 changes wait', since: 1 };
    expect(names(list({ 'rewrite/1': [approval] }), {})).toEqual([]);
    const other = { ...approval, message: 'another commit waits' };
    expect(names(list({ sync: [approval] }), list({ sync: [other] }))).toEqual(['need sync approval']);
  });

  test('of many at once the first four, and how many more there are', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`episode/${at}`, [edited]]));
    const reported = listChanges({}, list(many) as never);
    expect(reported).toHaveLength(5);
    expect(reported.at(-1)).toMatchObject({ more: 26 });
  });

  test('a commit that every episode has answered, with what needs a person all the same', () => {
    const before = { ...list({ 'episode/a': [edited] }), syncedCommit: 'one' };
    expect(listChanges(before, before as never)).toEqual([]);
    const { needs } = before;
    const after = { needs: { ...needs, unlisted: { edited: 4 } }, syncedCommit: 'two' };
    expect(listChanges(before, after as never)).toEqual([{ event: 'synced', commit: 'two', needs: 5 }]);
  });
});

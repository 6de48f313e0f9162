import { describe, expect, it } from 'vitest';
import type { VideoChange, VideoPlan } from '../../domain/changes/plan/plan.ts';
import { Failure } from '../../domain/shared/failure.ts';
import {
  describeRefusedFields,
  listRefusedBefore,
  parseRefusedFields,
  recordRefused,
} from './refused-fields.ts';

const TEXTS: VideoChange = {
  call: 'videos.update',
  fields: ['title', 'description', 'tags'],
  next: { title: 'New', description: 'Text', tags: ['a', 'b'], categoryId: '27' },
  units: 50,
};
const TIMES: VideoChange = {
  call: 'liveBroadcasts.update',
  fields: ['start', 'latency'],
  next: { start: '2029-01-01T12:00:00Z', latency: 'low' },
  units: 50,
};
const refusal = (reason: string, kind: Failure['kind'] = 'stall') =>
  new Failure({ kind, reason, message: `refused: ${reason}`, outcome: 'not-applied' });
const fieldsOf = (change: VideoChange, reason: string) => parseRefusedFields(change, refusal(reason)).fields;

describe('the fields of a refusal', () => {
  it('are those that YouTube names, and all of a broadcast when it names none', () => {
    expect(fieldsOf(TEXTS, 'invalidTags')).toEqual(['tags']);
    expect(fieldsOf(TIMES, 'invalidScheduledEndTime')).toEqual(['start']);
    expect(fieldsOf(TIMES, 'videoNotEligibleForAdsMonetization')).toEqual(['start', 'latency']);
  });

  it.each([
    ['of another field than it sends', TEXTS, refusal('invalidCategoryId')],
    ['that names none', TEXTS, refusal('invalidVideoMetadata')],
    ['of the whole account', TIMES, refusal('authError')],
    ['of a broadcast that is gone', TIMES, refusal('liveBroadcastNotFound')],
    ['that ends by itself', TEXTS, refusal('invalidTags', 'wait')],
    ['that is no answer of YouTube', TEXTS, new TypeError('a bug')],
  ])('a failure %s is thrown as it is', (_name, change, error) => {
    expect(() => parseRefusedFields(change, error)).toThrow(error);
  });
});

it('what was refused is left out as long as the file says the same, and is reported', () => {
  const refused = parseRefusedFields(TEXTS, refusal('invalidTags'));
  const before = recordRefused(TEXTS, { title: 'Old', description: 'Text', tags: ['old'] }, refused);
  expect(before.tags).toMatchObject({ times: 1, refused: 'refused: invalidTags' });
  const plan = (change: VideoChange) => ({ changes: [TIMES, change] }) as unknown as VideoPlan;
  expect(listRefusedBefore(plan(TEXTS), before)).toEqual(before);
  const other = { ...TEXTS, next: { ...TEXTS.next, tags: ['c'] } } as VideoChange;
  expect(listRefusedBefore(plan(other), before)).toEqual({});
  expect(listRefusedBefore(plan(TEXTS), { tags: { ...before.tags, refused: undefined } as never })).toEqual(
    {},
  );
  expect(describeRefusedFields(before)).toBe(
    'tags is left out, everything else was applied: refused: invalidTags',
  );
  expect(describeRefusedFields({})).toBeUndefined();
});

import { expect, it } from 'vitest';
import {
  describeCell,
  listCells,
  mayWrite,
  type OwnershipCell,
  type Played,
  playCell,
  whose,
} from '../../test/support/ownership-cells.ts';
import { FIELDS, type Field } from '../content/ownership.ts';
import { parseDescription } from '../render/description/marker.ts';
import { planVideo, type VideoPlan } from './plan/plan.ts';

/** Stream, playlists and thumbnail are steps: activities/episode/ownership.matrix.test.ts. */
const WRITTEN = FIELDS.filter((field) => !['stream', 'playlists', 'thumbnail'].includes(field));

/** The fields whose value on YouTube the calls of a plan would change, whatever the plan says of itself. */
function listChanged({ changes }: VideoPlan, { live, forms }: Played): Field[] {
  const bodyOf = (description: string): string =>
    parseDescription({ videoId: live.videoId, description }, forms).body;
  const listOne = ({ next }: VideoPlan['changes'][number]): readonly (readonly [Field, boolean])[] =>
    'title' in next
      ? [
          ['title', next.title !== live.title],
          ['description', bodyOf(next.description) !== bodyOf(live.description)],
          ['tags', next.tags.join() !== live.tags.join()],
          ['category', next.categoryId !== live.categoryId],
          ['language', next.defaultLanguage !== live.defaultLanguage],
          ['localizations', isOther(next.localizations?.['fr']?.title, live.localizations?.['fr']?.title)],
          ['audioLanguage', isOther(next.defaultAudioLanguage, live.defaultAudioLanguage)],
          ['madeForKids', isOther(next.selfDeclaredMadeForKids, live.selfDeclaredMadeForKids)],
          ['syntheticMedia', isOther(next.containsSyntheticMedia, live.containsSyntheticMedia)],
          ['paidPromotion', isOther(next.hasPaidPromotion, live.hasPaidPromotion)],
          ['license', isOther(next.license, live.license)],
          ['embeddable', isOther(next.embeddable, live.embeddable)],
          ['recordingDate', isOther(next.recordingDate, live.recordingDate)],
          ['visibility', isOther(next.privacy, live.privacy)],
        ]
      : [
          ['start', next.start !== undefined],
          ['latency', next.latency !== undefined],
          ['dvr', next.dvr !== undefined],
          ['captions', next.captions !== undefined],
        ];
  const changed = changes.flatMap(listOne).flatMap(([field, is]) => (is ? [field] : []));
  return FIELDS.filter((field) => changed.includes(field));
}

/** What is not sent stays. */
const isOther = (sent: unknown, live: unknown): boolean => sent !== undefined && sent !== live;

/** What a person would see who compares the cell with the table; undefined when they agree. */
function compareCell(cell: OwnershipCell): string | undefined {
  const played = playCell(cell);
  const plan = planVideo(played);
  const expected = WRITTEN.filter((field) => mayWrite(cell, field));
  const changed = listChanged(plan, played);
  const problems = [
    ...(changed.join() === expected.join() ? [] : [`changes [${changed}] instead of [${expected}]`]),
    ...(whose(cell) === 'not ours' ? listTouched(plan) : listLosses(cell, plan, played)),
  ];
  return problems.length === 0 ? undefined : `${describeCell(cell)}: ${problems.join('; ')}`;
}

/** A video that was not handed over: no call, nothing called an edit or unknown, and nothing to remember afterwards. */
function listTouched({ changes, edited, unknown, remembered, standing }: VideoPlan): string[] {
  return [
    ...(changes.length === 0 ? [] : [`${changes.length} calls`]),
    ...([...edited, ...unknown].length === 0 ? [] : ['calls a field edited']),
    ...(remembered === undefined ? [] : ['is remembered']),
    ...(['foreign', 'another', 'unknown'].includes(standing) ? [] : [`stands as ${standing}`]),
  ];
}

/** A description that is not written keeps every byte beside our marker, and gets no marker. */
function listLosses(cell: OwnershipCell, { changes }: VideoPlan, { live, standing }: Played): string[] {
  if ('marker' in standing || mayWrite(cell, 'description')) return [];
  return changes.some(({ next }) => 'description' in next && next.description !== live.description)
    ? ['changes a description without a marker']
    : [];
}

it('a field is written where the table of docs/ownership.md allows it, and nowhere else', () => {
  const cells = listCells();
  expect(cells.length).toBeGreaterThan(25_000);
  const wrong = cells.flatMap((cell) => compareCell(cell) ?? []);
  expect({ count: wrong.length, first: wrong.slice(0, 20) }).toEqual({ count: 0, first: [] });
});

it('plays cells of every kind: none of the rows of the table is empty, in both directions', () => {
  for (const row of ['ours', 'creation', 'unmarked', 'without marker', 'not ours']) {
    const cells = listCells().filter((cell) => whose(cell) === row);
    const writing = cells.filter((cell) => WRITTEN.some((field) => mayWrite(cell, field)));
    expect([row, cells.length > 500, writing.length > 500]).toEqual([row, true, row !== 'not ours']);
  }
});

it('a video that is taken over, as approved, gets every field that the policy gives us, from no base at all', () => {
  const wrong = listCells().flatMap((cell) => {
    if (whose(cell) !== 'not ours' || cell.claim !== 'here' || cell.cause !== 'indirect') return [];
    const played = { ...playCell(cell), standing: { kind: 'taken' } as const, bases: [] };
    const expected = WRITTEN.filter((field) => isTaken(cell, field));
    const changed = listChanged(planVideo(played), played);
    return changed.join() === expected.join()
      ? []
      : [`${describeCell(cell)}: [${changed}] instead of [${expected}]`];
  });
  expect(wrong).toEqual([]);
});

const isTaken = ({ policy: { manage, fields }, phase }: OwnershipCell, field: Field): boolean =>
  manage !== 'observe' &&
  fields[field] === 'full' &&
  field !== 'localizations' &&
  (phase === 'upcoming' || !['start', 'latency', 'dvr', 'captions'].includes(field));

import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { UNFINISHED } from '../../render/description/marker.ts';
import { type Desired, hashDesired, renderDesired } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import { planVideo } from '../plan/plan.ts';
import { takeOverKey } from '../take-over.ts';
import type { MergeInput } from './merge.ts';

type Written = Readonly<Record<string, unknown>>;
const { academy: forms } = buildCatalog();

const render = (episode: Written, name = 'Ada Lovelace', academy: Written = {}): Desired => {
  const catalog = buildCatalog({
    academy,
    guests: { ada: { name } },
    episodes: { 'a/one': { guests: ['ada'], youtube: { language: 'en' }, ...episode } },
  });
  return renderDesired(catalog, episodeOf(catalog));
};

const TWO = { de: { title: 'Titel', description: 'Unser Text.' }, fr: { title: 'Titre' } };
const two = render({ localizations: TWO });

function inputOf(desired: Desired, base: Desired | undefined, live: Partial<LiveVideo> = {}): MergeInput {
  const video = buildVideo({
    title: (base ?? desired).title,
    description: sealedText(base ?? desired),
    defaultLanguage: 'en',
    ...(base?.localizations === undefined ? {} : { localizations: base.localizations }),
    ...live,
  });
  return { desired, live: video, forms, standing: standingOn(video), ...(base && { bases: [base] }) };
}

const listWritten = (input: MergeInput) =>
  planVideo(input).changes.map(({ call, fields, units }) => [call, fields.join(), units]);

describe("a guest's correction", () => {
  const corrected = (localizations: Written | undefined): Desired[] =>
    ['Ada Lovelace', 'Ada King'].map((name) =>
      render(localizations === undefined ? {} : { localizations }, name),
    );

  it('reaches every language in the one write: units as for one', () => {
    const [base, desired] = corrected(TWO);
    const [baseOfOne, desiredOfOne] = corrected(undefined);
    if (!base || !desired || !baseOfOne || !desiredOfOne) throw new Error('four renderings');
    const input = inputOf(desired, base);
    expect(listWritten(input)).toEqual([['videos.update', 'description,localizations', 50]]);
    expect(planVideo(input).units).toBe(planVideo(inputOf(desiredOfOne, baseOfOne)).units);
    const [change] = planVideo(input).changes;
    const sent = change !== undefined && 'localizations' in change.next ? change.next.localizations : {};
    expect(
      Object.entries(sent ?? {}).map(([language, { description }]) => [
        language,
        description.includes('Ada King'),
      ]),
    ).toEqual([
      ['de', true],
      ['fr', true],
    ]);
  });

  it('leaves a translation that a person made, and says so', () => {
    const [base, desired] = corrected(TWO);
    if (!base || !desired) throw new Error('two renderings');
    const theirs = { title: 'Ihr Titel', description: 'Ihr Text.' };
    const live = { localizations: { ...base.localizations, de: theirs, es: theirs, en: theirs } };
    const plan = planVideo(inputOf(desired, base, live));
    expect(plan.edited).toEqual(['localizations']);
    // The own language stands in the snippet; Spanish is a person's alone.
    expect(plan.changes).toMatchObject([
      { next: { localizations: { de: theirs, es: theirs, fr: desired.localizations?.['fr'] } } },
    ]);
    const [change] = plan.changes;
    const sent = change !== undefined && 'localizations' in change.next ? change.next.localizations : {};
    expect(Object.keys(sent ?? {})).toEqual(['de', 'es', 'fr']);
  });
});

describe('one language', () => {
  const none = render({});
  const theirs = { de: { title: 'Ihr Titel', description: 'Ihr Text.' } };
  const one = render({ localizations: { de: TWO.de } });

  it.each([
    ['is as the content says', one, { localizations: one.localizations ?? {} }, [], []],
    ['is new', none, {}, [['videos.update', 'localizations', 50]], []],
    ['was made by a person before the file named it', none, { localizations: theirs }, [], ['localizations']],
    ['was taken away by a person', one, { localizations: {} }, [], ['localizations']],
  ] as const)('%s', (_name, base, live, written, edited) => {
    const input = inputOf(one, base, live);
    expect([listWritten(input), planVideo(input).edited]).toEqual([written, edited]);
  });

  it('of which nothing is known is left alone', () => {
    const plan = planVideo(inputOf(one, undefined, { localizations: theirs }));
    expect([plan.changes, plan.unknown]).toEqual([[], ['localizations']]);
  });

  it.each([
    ['an operator', { overwrite: ['localizations'] }],
    ['a take-over', { standing: { kind: 'taken' } }],
    ['a policy', { desired: { ...one, policy: { ...one.policy, drift: 'overwrite' } } }],
  ] as const)('a person made is overwritten by no one, as nothing keeps it: %s', (_name, more) => {
    const input = { ...inputOf(one, none, { localizations: theirs }), ...more } as MergeInput;
    expect(planVideo(input).changes.flatMap(({ fields }) => fields)).not.toContain('localizations');
  });

  it('that a person took away comes back when an operator releases it', () => {
    const input = { ...inputOf(one, one, { localizations: {} }), overwrite: ['localizations'] } as MergeInput;
    expect(listWritten(input)).toEqual([['videos.update', 'localizations', 50]]);
  });

  it('goes with the first update of a creation', () => {
    const description = sealedText(one).replace(/[0-9a-f]{8}$/, UNFINISHED);
    const { defaultLanguage: _none, ...live } = inputOf(one, undefined, { description }).live;
    const input = { ...inputOf(one, undefined, { description }), live };
    expect(planVideo(input).changes).toMatchObject([{ next: { localizations: one.localizations } }]);
  });

  it('waits while the video has no language, and says what to do', () => {
    const keep = render({ localizations: { de: TWO.de }, fields: { language: 'keep' } });
    const { defaultLanguage: _none, ...live } = inputOf(keep, none).live;
    const plan = planVideo({ ...inputOf(keep, none), live });
    expect(plan).toMatchObject({ changes: [], blocked: [{ field: 'localizations', later: true }] });
  });

  it('is never written to a video that was not handed over', () => {
    const plan = planVideo({ ...inputOf(one, none), standing: { kind: 'foreign' } });
    expect([plan.changes, plan.differs]).toEqual([[], ['localizations']]);
  });

  it('is named by the card of a take-over', () => {
    const [before, after] = [{}, { localizations: theirs }].map((live) => takeOverKey(one, buildVideo(live)));
    expect(before).not.toBe(after);
    expect(takeOverKey(none, buildVideo())).toBe(takeOverKey(none, buildVideo({ localizations: theirs })));
  });
});

it('what names no other language has the checksum of before', () => {
  const none = render({});
  const { localizations: _owner, ...fields } = none.policy.fields;
  expect(hashDesired(none)).toBe(hashDesired({ ...none, policy: { ...none.policy, fields } } as Desired));
  expect(hashDesired(two)).not.toBe(hashDesired(none));
});

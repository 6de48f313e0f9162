import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { SETTINGS, type SettingField, VIDEO_SETTINGS } from '../../content/ownership.ts';
import { UNFINISHED } from '../../render/description/marker.ts';
import { type Desired, hashDesired, renderDesired } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';
import { diffOwnedFields } from '../plan/diff.ts';
import { planVideo } from '../plan/plan.ts';
import { takeOverKey } from '../take-over.ts';
import { type MergeInput, mergeVideo } from './merge.ts';

type Values = { readonly yaml: unknown; readonly live: Partial<LiveVideo> & Partial<LiveBroadcast> };
/** Two values of each setting. */
const VALUES: Readonly<Record<SettingField, { readonly one: Values; readonly other: Values }>> = {
  audioLanguage: {
    one: { yaml: 'en', live: { defaultAudioLanguage: 'en' } },
    other: { yaml: 'de', live: { defaultAudioLanguage: 'de' } },
  },
  madeForKids: flag('selfDeclaredMadeForKids'),
  syntheticMedia: flag('containsSyntheticMedia'),
  paidPromotion: flag('hasPaidPromotion'),
  license: {
    one: { yaml: 'creativeCommon', live: { license: 'creativeCommon' } },
    other: { yaml: 'youtube', live: { license: 'youtube' } },
  },
  embeddable: flag('embeddable'),
  recordingDate: {
    one: { yaml: '2026-12-04', live: { recordingDate: '2026-12-04' } },
    other: { yaml: '2026-12-05', live: { recordingDate: '2026-12-05' } },
  },
  dvr: flag('dvr'),
  captions: {
    one: { yaml: 'embedded', live: { captions: 'embedded' } },
    other: { yaml: 'none', live: { captions: 'none' } },
  },
};

function flag(key: string) {
  return { one: { yaml: true, live: { [key]: true } }, other: { yaml: false, live: { [key]: false } } };
}

type Written = Readonly<Record<string, unknown>>;

const render = (episode: Written, academy: Written = {}): Desired => {
  const catalog = buildCatalog({
    academy,
    sponsors: { cloud: { name: 'Example Cloud' } },
    episodes: { 'a/one': { description: 'Our text.', ...episode } },
  });
  return renderDesired(catalog, episodeOf(catalog));
};

/** An episode that says a value of the setting; undefined: nothing. */
const saying = (field: SettingField, value: 'one' | 'other' | undefined, more: Written = {}): Desired => {
  if (value === undefined) return render(more);
  const { yaml } = VALUES[field][value];
  return render(
    field === 'dvr' || field === 'captions'
      ? { [field]: yaml, ...more }
      : { youtube: { [field]: yaml }, ...more },
  );
};

const { academy: forms } = buildCatalog();

/** A video that is ours and whose texts are as the content says. */
function inputOf(desired: Desired, live: Values['live'], more: Partial<MergeInput> = {}): MergeInput {
  const video = buildVideo({
    title: desired.title,
    description: sealedText(desired),
    tags: desired.tags ?? [],
    ...live,
  });
  return {
    desired,
    live: video,
    broadcast: buildBroadcast(live),
    forms,
    standing: standingOn(video),
    ...more,
  };
}

const decide = (field: SettingField, input: MergeInput) => mergeVideo(input)[field];

describe.each(SETTINGS)('%s', (field) => {
  const { one, other } = VALUES[field];

  it.each([
    ['YouTube has it', 'one', one.live, 'one', 'same'],
    ['the file changes what we wrote', 'one', other.live, 'other', 'write'],
    ['a person changed what we wrote', 'one', other.live, 'one', 'edited'],
    ['the file says it for the first time', 'one', other.live, undefined, 'write'],
    ['the file says nothing', undefined, one.live, undefined, 'not-ours'],
    ['the file says nothing any more', undefined, one.live, 'one', 'not-ours'],
  ] as const)('%s', (_name, wanted, live, before, decision) => {
    const input = inputOf(saying(field, wanted), live, { bases: [saying(field, before)] });
    expect(decide(field, input)).toBe(decision);
  });

  it('nothing is known of the time before: no guess', () => {
    expect(decide(field, inputOf(saying(field, 'one'), other.live))).toBe('unknown');
  });

  it('`keep` and `seed` leave it to people, and `drift: overwrite` does not', () => {
    const base = saying(field, 'one');
    for (const [policy, decision] of [
      [{ fields: { [field]: 'keep' } }, 'not-ours'],
      [{ fields: { [field]: 'seed' } }, 'not-ours'],
      [{ drift: 'overwrite' }, 'write'],
    ] as const) {
      const { policy: found } = render({}, policy);
      const desired = { ...base, policy: found };
      const owned = { ...desired, policy: { ...found, fields: { ...base.policy.fields, ...policy.fields } } };
      expect(decide(field, inputOf(owned, other.live, { bases: [base] }))).toBe(decision);
    }
  });

  it('is never written to a video that was not handed over', () => {
    const input = inputOf(saying(field, 'one'), other.live, {
      bases: [saying(field, 'other')],
      standing: { kind: 'foreign' },
    });
    expect(planVideo(input)).toMatchObject({ changes: [], differs: [field] });
  });

  it('is sent in the one call of a part that is written anyway', () => {
    const desired = saying(field, 'one', { title: 'New', scheduledFor: '2027-01-02T12:00:00Z' });
    const base = saying(field, 'other', { title: 'Old', scheduledFor: '2027-01-01T12:00:00Z' });
    const live = {
      ...other.live,
      title: 'Old',
      start: '2027-01-01T12:00:00Z',
      description: sealedText(base),
    };
    const { changes } = planVideo(inputOf(desired, live, { bases: [base] }));
    expect(changes.map(({ call, units }) => [call, units])).toEqual([
      ['liveBroadcasts.update', 50],
      ['videos.update', 50],
    ]);
    expect(changes.filter(({ fields }) => fields.includes(field))).toHaveLength(1);
  });

  it('what does not say it has the checksums of before', () => {
    const desired = saying(field, undefined);
    const { [field]: _owner, ...fields } = desired.policy.fields;
    const before = { ...desired, policy: { ...desired.policy, fields } } as Desired;
    expect(hashDesired(desired)).toBe(hashDesired(before));
    expect(hashDesired(saying(field, 'one'))).not.toBe(hashDesired(saying(field, 'other')));
    const [with1, with2] = [one, other].map(({ live }) => inputOf(desired, live).live);
    if (with1 === undefined || with2 === undefined) throw new Error('two videos');
    expect(takeOverKey(desired, with1)).toBe(takeOverKey(desired, with2));
  });
});

it('the checksum of an episode of version 0.2 is what it was', () => {
  const desired = render({ sponsors: ['cloud'], youtube: { categoryId: 27, language: 'de' } });
  expect(hashDesired(desired)).toBe('5bee763009d97bc4');
});

it.each(VIDEO_SETTINGS)('a take-over names what is on YouTube of %s', (field) => {
  const desired = saying(field, 'one');
  const keys = [VALUES[field].one, VALUES[field].other].map(({ live }) =>
    takeOverKey(desired, buildVideo(live)),
  );
  expect(keys[0]).not.toBe(keys[1]);
});

describe('the most specific file counts', () => {
  it.each([
    ['the academy', {}, {}, false],
    ['the show', { madeForKids: true }, {}, true],
    ['the episode', { madeForKids: true }, { youtube: { madeForKids: false } }, false],
  ])('%s', (_name, show, episode, expected) => {
    const catalog = buildCatalog({
      academy: { madeForKids: false },
      shows: { talks: show },
      episodes: { 'a/one': { show: 'talks', ...episode } },
    });
    const desired = renderDesired(catalog, episodeOf(catalog));
    expect([desired.madeForKids, desired.policy.fields.madeForKids]).toEqual([expected, 'full']);
  });

  it("a show's default is for new streams alone", () => {
    const catalog = buildCatalog({
      shows: { talks: { defaults: { dvr: false, license: 'creativeCommon' } } },
      episodes: { 'a/one': { show: 'talks' } },
    });
    const { dvr, license, policy } = renderDesired(catalog, episodeOf(catalog));
    expect([dvr, license, policy.fields.dvr, policy.fields.license]).toEqual([
      false,
      'creativeCommon',
      'seed',
      'seed',
    ]);
  });
});

describe('a declaration of paid promotion that follows from sponsors', () => {
  const without = render({});
  const sponsored = render({ sponsors: ['cloud'] });
  const undeclared = { hasPaidPromotion: false };

  it('goes with the description that names them, in its call', () => {
    const live = { ...undeclared, description: sealedText(without) };
    const plan = planVideo(inputOf(sponsored, live, { bases: [without] }));
    expect(plan.changes).toMatchObject([{ fields: ['description', 'paidPromotion'], units: 50 }]);
  });

  it('is in the first update of a creation', () => {
    const description = sealedText(sponsored).replace(/[0-9a-f]{8}$/, UNFINISHED);
    const { changes } = planVideo(inputOf(sponsored, { ...undeclared, description }));
    expect(changes).toMatchObject([{ next: { hasPaidPromotion: true } }]);
  });

  it.each([
    ['older sponsors, or a person took it away', { bases: [sponsored] }],
    ['nothing is known of before', {}],
    ['`drift: overwrite`', { bases: [sponsored], desired: withPolicy(sponsored, { drift: 'overwrite' }) }],
    ['a description that named them before', { bases: [render({ verbatim: sponsored.body })] }],
  ] as const)('%s: it is left alone, and nothing is reported', (_name, more) => {
    const plan = planVideo(inputOf(sponsored, undeclared, more));
    expect([plan.changes, plan.edited, plan.unknown]).toEqual([[], [], []]);
  });

  it('not even with another change of the description, where the sponsors are older', () => {
    const desired = render({ sponsors: ['cloud'], description: 'New.' });
    const live = { ...undeclared, description: sealedText(sponsored) };
    const { changes } = planVideo(inputOf(desired, live, { bases: [sponsored] }));
    expect(changes.map(({ fields }) => fields)).toEqual([['description']]);
  });

  it('an operator may have it written', () => {
    const plan = planVideo(
      inputOf(sponsored, undeclared, { bases: [sponsored], overwrite: ['paidPromotion'] }),
    );
    expect(plan.changes).toMatchObject([{ fields: ['paidPromotion'] }]);
  });

  it('`paidPromotion: true` is written for itself', () => {
    const [before, desired] = [false, true].map((paidPromotion) =>
      render({ sponsors: ['cloud'], youtube: { paidPromotion } }),
    ) as [Desired, Desired];
    const live = { ...undeclared, description: sealedText(desired) };
    const { changes } = planVideo(inputOf(desired, live, { bases: [before] }));
    expect(changes).toMatchObject([{ fields: ['paidPromotion'], next: { hasPaidPromotion: true } }]);
  });

  it('a plan names it once, said outright or not', () => {
    for (const youtube of [{}, { paidPromotion: true }]) {
      const fields = diffOwnedFields(without, render({ sponsors: ['cloud'], youtube }));
      expect(fields.filter((field) => field === 'paidPromotion')).toHaveLength(1);
    }
  });

  it('`paidPromotion: false` says otherwise', () => {
    const desired = render({ sponsors: ['cloud'], youtube: { paidPromotion: false } });
    const live = { hasPaidPromotion: false, description: sealedText(without) };
    const { changes } = planVideo(inputOf(desired, live, { bases: [without] }));
    expect(changes).toMatchObject([{ fields: ['description'] }]);
  });
});

function withPolicy(desired: Desired, more: Partial<Desired['policy']>): Desired {
  return { ...desired, policy: { ...desired.policy, ...more } };
}

describe('while YouTube makes the video public', () => {
  const at = Date.parse('2027-01-01T12:00:00Z');
  const planAt = (publishAt: string) => {
    const [before, desired] = [saying('license', 'other'), saying('license', 'one')];
    const live = { license: 'youtube', privacy: 'private', publishAt } as const;
    return planVideo(inputOf(desired, live, { bases: [before], at }));
  };

  it('a setting of the same part waits, and says so', () => {
    for (const publishAt of ['2027-01-01T11:59:00Z', '2027-01-01T12:01:00Z'])
      expect(planAt(publishAt)).toMatchObject({ changes: [], blocked: [{ field: 'license', later: true }] });
  });

  it('before that it is written', () => {
    expect(planAt('2027-01-01T12:30:00Z')).toMatchObject({ changes: [{ fields: ['license'] }], blocked: [] });
  });
});

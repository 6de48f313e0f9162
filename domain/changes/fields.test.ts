import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../test/support/catalog.ts';
import { FIELDS, type Field } from '../content/ownership.ts';
import { type Desired, renderDesired } from '../render/desired.ts';
import { COSTS, type Method } from '../shared/costs.ts';
import { canChange, STAGES } from './merge/gates.ts';
import { planVideo } from './plan/plan.ts';

type Row = Readonly<Record<'field' | 'call' | 'states' | 'units' | 'owner', string>>;

/** The table of docs/fields.md. */
const ROWS: readonly Row[] = readFileSync(new URL('../../docs/fields.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => FIELDS.some((field) => line.startsWith(`| ${field} |`)))
  .map((line) => {
    const [field = '', , , call = '', states = '', units = '', owner = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { field, call, states, units, owner };
  });

const BEFORE = {
  title: 'Old',
  description: 'Old.',
  tags: ['old'],
  scheduledFor: '2026-12-04T17:00:00Z',
  latency: 'low',
  dvr: true,
  captions: 'none',
  visibility: 'public',
  youtube: { categoryId: 27, language: 'de' },
};
/** What a commit changes, for each field that the planner itself writes. */
const CHANGED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  title: { title: 'New' },
  description: { description: 'New.' },
  tags: { tags: ['new'] },
  category: { youtube: { categoryId: 28, language: 'de' } },
  language: { youtube: { categoryId: 27, language: 'en' } },
  visibility: { visibility: 'unlisted' },
  start: { scheduledFor: '2026-12-05T17:00:00Z' },
  latency: { latency: 'normal' },
  dvr: { dvr: false },
  captions: { captions: 'embedded' },
  localizations: { localizations: { fr: { title: 'Neuf' } } },
  audioLanguage: { youtube: { ...BEFORE.youtube, audioLanguage: 'de' } },
  madeForKids: { youtube: { ...BEFORE.youtube, madeForKids: true } },
  syntheticMedia: { youtube: { ...BEFORE.youtube, syntheticMedia: true } },
  paidPromotion: { youtube: { ...BEFORE.youtube, paidPromotion: true } },
  license: { youtube: { ...BEFORE.youtube, license: 'creativeCommon' } },
  embeddable: { youtube: { ...BEFORE.youtube, embeddable: false } },
  recordingDate: { youtube: { ...BEFORE.youtube, recordingDate: '2026-12-04' } },
};

function desiredOf(written: Readonly<Record<string, unknown>>): Desired {
  const catalog = buildCatalog({ episodes: { 'a/one': written } });
  return renderDesired(catalog, episodeOf(catalog));
}

const PHASES = { live: 'live', complete: 'complete', upload: 'none' } as const;

/** The calls that a plan makes of one changed field, with the broadcast in this stage. */
function callsIn(stage: (typeof STAGES)[number], field: string) {
  const base = desiredOf(BEFORE);
  const live = buildVideo({
    title: base.title,
    description: sealedText(base),
    tags: base.tags ?? [],
    categoryId: '27',
    defaultLanguage: 'de',
    phase: stage in PHASES ? PHASES[stage as keyof typeof PHASES] : 'upcoming',
  });
  const broadcast = buildBroadcast({
    lifeCycleStatus: stage,
    latency: 'low',
    dvr: true,
    captions: 'none',
    start: BEFORE.scheduledFor,
  });
  return planVideo({
    desired: desiredOf({ ...BEFORE, ...CHANGED[field] }),
    bases: [base],
    live,
    standing: standingOn(live),
    broadcast,
    forms: buildCatalog().academy,
  }).changes;
}

it('docs/fields.md lists every field once', () => {
  expect(ROWS.map(({ field }) => field).toSorted()).toEqual(FIELDS.toSorted());
});

describe.each(ROWS)('docs/fields.md: $field', ({ field, call, states, units, owner }) => {
  it('can change in the stages that the gates allow', () => {
    expect(STAGES.filter((stage) => canChange(field as Field, stage)).join(' ')).toBe(states);
  });

  it('costs as much as its calls', () => {
    expect(call.split(', ').map((one) => String(COSTS[one as Method]))).toContain(units);
  });

  it('has the documented owner by default', () => {
    expect(desiredOf({ title: 'Bare' }).policy.fields[field as Field]).toBe(owner);
  });
});

// Stream, playlists and thumbnail are steps, not planned changes: test/fields.test.ts drives them with all the others.
it.each(ROWS.filter(({ field }) => field in CHANGED))(
  'docs/fields.md: $field is planned with its call in its stages only',
  ({ field, call, states }) => {
    for (const stage of STAGES) {
      const planned = callsIn(stage, field).filter(({ fields }) => fields.includes(field));
      const expected = states.split(' ').includes(stage) ? [call] : [];
      expect([stage, planned.map((change) => change.call)]).toEqual([stage, expected]);
    }
  },
);

import { basesOf, judgeStanding, type Remembered, type Standing } from '../../domain/changes/hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import type { PlanInput } from '../../domain/changes/plan/plan.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { FIELDS, type Field, type Ownership, SETTINGS } from '../../domain/content/ownership.ts';
import { formatSeal, NEVER_WRITTEN, renderSeal, UNFINISHED } from '../../domain/render/description/marker.ts';
import { sealVideo } from '../../domain/render/description/seal.ts';
import { type Desired, renderDesired, renderSealedDescription } from '../../domain/render/desired.ts';
import { buildBroadcast, buildCatalog, buildVideo, episodeOf } from './catalog.ts';

/** The axes of invariant 13. What a cell allows is written down once more in `mayWrite` and `mayRun`, from DESIGN.md alone. */
export const SEALS = [
  'fits',
  'title edited',
  'description edited',
  'tags edited',
  'unfinished',
  'of version 0.2',
  'of another video',
  'names another episode',
  'a link',
  'none',
] as const;
export const MEMORIES = [
  'made',
  'made, no seal',
  'without marker',
  'unproven',
  'another video',
  'lost',
] as const;
export const CLAIMS = ['here', 'nowhere', 'elsewhere'] as const;
export const PHASES = ['upcoming', 'live', 'complete', 'none'] as const;
export const CAUSES = ['direct', 'indirect', 'without base', 'operator'] as const;

export type CellPolicy = {
  readonly manage: 'observe' | 'new' | 'full';
  readonly drift: 'report' | 'overwrite';
  readonly fields: Partial<Record<Field, Ownership>>;
};

const FULL: CellPolicy = { manage: 'full', drift: 'report', fields: ownAll('full') };

function ownAll(owner: Ownership): Record<Field, Ownership> {
  return Object.fromEntries(FIELDS.map((field) => [field, owner])) as Record<Field, Ownership>;
}

/** The same rule as for `license` and `captions`: domain/changes/merge/video-settings.test.ts tries each of them. */
const ALIKE: readonly Field[] = SETTINGS.filter((field) => field !== 'license' && field !== 'captions');

/** Each `manage`, and each field once as a seed and once kept. */
export const POLICIES: readonly CellPolicy[] = [
  FULL,
  { ...FULL, drift: 'overwrite' },
  { ...FULL, manage: 'new' },
  { ...FULL, manage: 'observe' },
  { ...FULL, manage: 'observe', drift: 'overwrite' },
  ...FIELDS.filter((field) => !ALIKE.includes(field)).flatMap((field) =>
    (['seed', 'keep'] as const).map((owner) => ({ ...FULL, fields: { ...FULL.fields, [field]: owner } })),
  ),
];

export type OwnershipCell = {
  readonly seal: (typeof SEALS)[number];
  readonly memory: (typeof MEMORIES)[number];
  readonly claim: (typeof CLAIMS)[number];
  readonly policy: CellPolicy;
  readonly phase: (typeof PHASES)[number];
  readonly cause: (typeof CAUSES)[number];
};

/** Every combination; for the owner of a single field without memories and phases that only repeat another one. */
export const listCells = (): readonly OwnershipCell[] => POLICIES.flatMap(listCellsOf);

function listCellsOf(policy: CellPolicy): readonly OwnershipCell[] {
  const isOfOneField = Object.values(policy.fields).some((owner) => owner !== 'full');
  const cells = cross(cross(cross([{ policy }], 'seal', SEALS), 'claim', CLAIMS), 'cause', CAUSES);
  const remembering = cross(cells, 'memory', isOfOneField ? FEW_MEMORIES : MEMORIES);
  return cross(remembering, 'phase', isOfOneField ? FEW_PHASES : PHASES);
}

const cross = <Cells extends object, Axis extends string, Value>(
  cells: readonly Cells[],
  axis: Axis,
  values: readonly Value[],
) =>
  cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value }) as Cells & Record<Axis, Value>));

const FEW_MEMORIES = ['made', 'without marker', 'lost'] as const;
const FEW_PHASES = ['upcoming', 'complete'] as const;

export const describeCell = ({ policy: { manage, drift, fields }, ...cell }: OwnershipCell): string => {
  const others = FIELDS.flatMap((field) => (fields[field] === 'full' ? [] : [`${field}: ${fields[field]}`]));
  return `${Object.entries(cell)
    .map(([axis, value]) => `${axis} ${value}`)
    .join(', ')}, ${[manage, drift, ...others].join(' ')}`;
};

type Whose = 'ours' | 'creation' | 'unmarked' | 'without marker' | 'not ours';

/** The table of decision 21, row by row. Of an unfinished seal it says more in the text: not on what is over, nor named for another. */
export function whose({ seal, memory, claim, phase }: OwnershipCell): Whose {
  const remembersIt = memory !== 'another video' && memory !== 'lost';
  if (seal === 'fits' || seal.endsWith('edited')) return 'ours';
  if (seal === 'names another episode') return 'not ours';
  if (seal === 'unfinished' && claim !== 'elsewhere' && (phase === 'upcoming' || phase === 'live'))
    return 'creation';
  // Its seals do not say on which video they stand: they count only where it is remembered.
  if (seal === 'of version 0.2' && remembersIt) return 'ours';
  if (memory === 'without marker') return 'without marker';
  return memory === 'made' || memory === 'made, no seal' ? 'unmarked' : 'not ours';
}

/** A base counts from the hand-over on. Where no marker says so, only while the file names the video. */
const hasBase = (cell: OwnershipCell): boolean =>
  (cell.cause === 'direct' || cell.cause === 'indirect') &&
  (whose(cell) !== 'without marker' || cell.claim === 'here');

/** `unfinished`: seeds are ours while the creation goes on. */
function isOwned(cell: OwnershipCell, field: Field): boolean {
  const { policy } = cell;
  if (whose(cell) === 'not ours' || policy.manage === 'observe') return false;
  return policy.fields[field] === 'full' || (policy.fields[field] === 'seed' && whose(cell) === 'creation');
}

const TEXTS: readonly Field[] = ['title', 'description', 'tags'];
const OF_THE_BROADCAST: readonly Field[] = ['start', 'latency', 'dvr', 'captions'];

/** Whether a field may be written: every one of them differs from what the content wants. */
export function mayWrite(cell: OwnershipCell, field: Field): boolean {
  if (!isOwned(cell, field) || (OF_THE_BROADCAST.includes(field) && cell.phase !== 'upcoming')) return false;
  // A person's translation is never overwritten, and without a base nothing shows that it is not one.
  if (field === 'localizations') return hasBase(cell);
  if (whose(cell) === 'creation' || cell.cause === 'operator') return true;
  return TEXTS.includes(field) ? isOurText(cell, field) : hasBase(cell);
}

function isOurText(cell: OwnershipCell, field: Field): boolean {
  if (cell.seal === `${field} edited`) return cell.policy.drift === 'overwrite';
  if (field === 'description') return whose(cell) === 'ours';
  return whose(cell) !== 'unmarked' || cell.memory === 'made' || hasBase(cell);
}

/** What a person did to picture and stream before. */
export const DRESSES = ['theirs', 'none', 'unsaid'] as const;
export type Dress = (typeof DRESSES)[number];

export const STEPS = ['unbind', 'bind', 'thumbnail', 'playlists'] as const;

/** Whether a step may be taken. `dress`: the custom picture, and whether a stream is bound (`theirs`). */
export function mayRun(
  cell: OwnershipCell,
  step: (typeof STEPS)[number],
  dress: Dress,
  isCancelled: boolean,
): boolean {
  const isDue = cell.cause === 'operator' || hasBase(cell);
  const isCreation = whose(cell) === 'creation';
  switch (step) {
    case 'unbind': {
      const { fields, manage } = cell.policy;
      const mayUnbind = fields.stream !== 'keep' && manage !== 'observe' && whose(cell) !== 'not ours';
      return mayUnbind && isCancelled && cell.phase === 'upcoming' && dress === 'theirs';
    }
    case 'bind':
      return (
        isOwned(cell, 'stream') && !isCancelled && cell.phase === 'upcoming' && (dress !== 'theirs' || isDue)
      );
    case 'thumbnail':
      return isOwned(cell, 'thumbnail') && (isDue || dress === 'none' || (dress === 'unsaid' && isCreation));
    case 'playlists':
      return isOwned(cell, 'playlists') && (isDue || isCreation);
  }
}

export const NOW = Date.parse('2026-06-15T12:00:00Z');
const VIDEO = 'video000001';
const OTHER_VIDEO = 'video000002';
const FILES = {
  old: {
    title: 'Old title',
    description: 'Old words',
    tags: ['old'],
    scheduledFor: '2026-07-01T12:00:00Z',
    latency: 'low',
    dvr: true,
    captions: 'none',
    stream: 'main',
    visibility: 'public',
    localizations: { fr: { title: 'Vieux' } },
    thumbnail: { title: 'Old' },
    youtube: {
      ...{
        categoryId: 27,
        language: 'en',
        playlists: ['PLold'],
        audioLanguage: 'en',
        recordingDate: '2026-05-01',
      },
      ...{
        madeForKids: false,
        syntheticMedia: false,
        paidPromotion: false,
        license: 'youtube',
        embeddable: true,
      },
    },
  },
  new: {
    title: 'New title',
    description: 'New words',
    tags: ['new'],
    scheduledFor: '2026-08-01T12:00:00Z',
    latency: 'normal',
    dvr: false,
    captions: 'embedded',
    stream: 'second',
    visibility: 'unlisted',
    localizations: { fr: { title: 'Neuf' } },
    thumbnail: { title: 'New' },
    youtube: {
      ...{
        categoryId: 28,
        language: 'de',
        playlists: ['PLnew'],
        audioLanguage: 'de',
        recordingDate: '2026-05-02',
      },
      ...{ madeForKids: true, syntheticMedia: true, paidPromotion: true, embeddable: false },
      license: 'creativeCommon',
    },
  },
} as const;

type Content = { readonly catalog: Catalog; readonly old: Desired; readonly desired: Desired };
const contents = new Map<CellPolicy, Map<OwnershipCell['claim'], Content>>();

/** What the files say before and after the change, under a policy and with a claim. Rendered once. */
function contentOf({ policy, claim }: OwnershipCell): Content {
  const ofPolicy = contents.get(policy) ?? new Map<OwnershipCell['claim'], Content>();
  contents.set(policy, ofPolicy);
  const known = ofPolicy.get(claim) ?? renderContent({ policy, claim });
  ofPolicy.set(claim, known);
  return known;
}

function renderContent({ policy, claim }: Pick<OwnershipCell, 'policy' | 'claim'>): Content {
  const catalogOf = ({ youtube, ...file }: (typeof FILES)[keyof typeof FILES]): Catalog =>
    buildCatalog({
      academy: { streams: { main: 'Main', second: 'Second' }, ...policy },
      episodes: {
        'a/one': { ...file, youtube: { ...youtube, ...(claim === 'here' ? { videoId: VIDEO } : {}) } },
        'b/other': {
          scheduledFor: '2026-09-01T12:00:00Z',
          ...(claim === 'elsewhere' ? { youtube: { videoId: VIDEO } } : {}),
        },
      },
    });
  const [before, catalog] = [catalogOf(FILES.old), catalogOf(FILES.new)];
  return {
    catalog,
    old: renderDesired(before, episodeOf(before)),
    desired: renderDesired(catalog, episodeOf(catalog)),
  };
}

export type Played = Omit<PlanInput, 'live'> & {
  readonly bases: readonly Desired[];
  readonly live: LiveVideo;
  readonly standing: Standing;
  readonly broadcast: LiveBroadcast | undefined;
};

/** A cell as the planner gets it: a video as the old files left it, and the judge's word on it. */
export function playCell(cell: OwnershipCell): Played {
  const { catalog, old, desired } = contentOf(cell);
  const { seal, memory, claim, phase, cause } = cell;
  const forms = catalog.academy;
  const live = buildVideo({
    videoId: VIDEO,
    title: seal === 'title edited' ? 'Their title' : old.title,
    description: describe(seal, old, forms),
    tags: seal === 'tags edited' ? ['theirs'] : (old.tags ?? []),
    categoryId: '27',
    defaultLanguage: 'en',
    ...{
      localizations: old.localizations ?? {},
      defaultAudioLanguage: 'en',
      recordingDate: '2026-05-01',
      license: 'youtube',
      embeddable: true,
    },
    ...{ selfDeclaredMadeForKids: false, containsSyntheticMedia: false, hasPaidPromotion: false },
    privacy: 'public',
    phase,
    hasCustomThumbnail: true,
    start: old.start ?? '',
  });
  const broadcast =
    phase === 'upcoming'
      ? buildBroadcast({
          videoId: VIDEO,
          ...{ latency: 'low', dvr: true, captions: 'none' },
          ...(old.start === undefined ? {} : { start: old.start }),
        })
      : undefined;
  const episode = episodeOf(catalog);
  const namedBy = { here: 'a/one', nowhere: undefined, elsewhere: 'b/other' }[claim];
  const remembered = rememberedIn(memory, old, forms);
  const standing = judgeStanding({ live, episode, settings: forms, namedBy, remembered });
  const bases = cause === 'direct' || cause === 'indirect' ? [old] : [];
  return {
    desired,
    live,
    broadcast,
    forms,
    standing,
    bases: basesOf(standing, bases, live),
    direct: cause === 'direct',
    overwrite: cause === 'operator' ? FIELDS : [],
    now: NOW,
  };
}

type Forms = PlanInput['forms'];

function describe(seal: OwnershipCell['seal'], old: Desired, forms: Forms): string {
  const sealed = renderSealedDescription(forms, old, VIDEO);
  switch (seal) {
    case 'fits':
    case 'title edited':
    case 'tags edited':
      return sealed;
    case 'description edited':
      return `Their words\n${sealed}`;
    case 'unfinished':
      return sealed.replace(/[0-9a-f]{8}$/, UNFINISHED);
    case 'of version 0.2':
      return sealed.replace(/-[0-9a-f]{8}$/, '');
    case 'of another video':
      return renderSealedDescription(forms, old, OTHER_VIDEO);
    case 'names another episode':
      return renderSealedDescription(forms, { ...old, episodeId: 'b/other' }, VIDEO);
    case 'a link':
      return `${old.body}\n\n${old.marker}`;
    case 'none':
      return old.body;
  }
}

function rememberedIn(
  memory: OwnershipCell['memory'],
  { title, body, tags = [] }: Desired,
  forms: Forms,
): Remembered | undefined {
  const seal = renderSeal({ title, body, tags }, sealVideo({ channelId: forms.channelId, videoId: VIDEO }));
  switch (memory) {
    case 'made':
      return { videoId: VIDEO, seal: formatSeal(seal) };
    case 'made, no seal':
      return { videoId: VIDEO };
    case 'without marker':
      return {
        videoId: VIDEO,
        seal: formatSeal({ ...seal, description: NEVER_WRITTEN.description }),
        markerless: true,
      };
    case 'unproven':
      return { videoId: VIDEO, unproven: true };
    case 'another video':
      return { videoId: OTHER_VIDEO, seal: formatSeal(seal) };
    case 'lost':
      return undefined;
  }
}

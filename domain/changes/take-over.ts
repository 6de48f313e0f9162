import { SETTINGS, VIDEO_SETTINGS } from '../content/ownership.ts';
import { type Desired, hashDesired } from '../render/desired.ts';
import { hashValue } from '../shared/hash.ts';
import type { LiveVideo } from './live.ts';
import type { VideoPlan } from './plan/plan.ts';
import { liveSetting, wantedSetting } from './setting-values.ts';

/** What a take-over does to a video, for the counts on its card. `first-picture` cannot be undone. */
export const TAKE_OVER_CLASSES = [
  'title',
  'description',
  'marker',
  'tags',
  'settings',
  'publishes',
  'hides',
  'first-picture',
  'playlists',
  'stream',
  'only-the-marker',
] as const;
export type TakeOverClass = (typeof TAKE_OVER_CLASSES)[number];

/** One video that a take-over would make ours. `key` covers what it says now and what it would say. */
export type TakeOverPlan = {
  readonly episodeId: string;
  readonly key: string;
  readonly units: number;
  readonly classes: readonly TakeOverClass[];
};

/**
 * Names one take-over, in ten hex digits: of what the content wants and of every live value that it may overwrite. When either
 * changes, an approval of this key no longer counts.
 */
export const takeOverKey = (desired: Desired, live: LiveVideo): string =>
  hashValue(
    [
      desired.episodeId,
      hashDesired(desired),
      live.videoId,
      OVERWRITTEN.map((key) => live[key] ?? null),
      ...listSettings(desired, live),
    ],
    10,
  );

/** Only those that the content says: of any other the key is what it was before they were known. */
const listSettings = (
  desired: Desired,
  live: LiveVideo,
): readonly (readonly [string, string | undefined])[] => [
  ...VIDEO_SETTINGS.flatMap((field) =>
    wantedSetting(desired, field) === undefined
      ? []
      : [[field, liveSetting(live, undefined, field)] as const],
  ),
  ...Object.keys(desired.localizations ?? {}).map(
    (language) => [language, JSON.stringify(live.localizations?.[language])] as const,
  ),
];

const OVERWRITTEN = [
  'title',
  'description',
  'tags',
  'categoryId',
  'defaultLanguage',
  'privacy',
  'start',
  'hasCustomThumbnail',
] as const satisfies readonly (keyof LiveVideo)[];

const SETTING_FIELDS: readonly string[] = [
  'category',
  'language',
  'start',
  'latency',
  'localizations',
  ...SETTINGS,
];

type Classified = {
  readonly live: Pick<LiveVideo, 'privacy'>;
  /** The description says what the file says, but for the marker. */
  readonly isSameText: boolean;
  /** `thumbnail`, `playlists`, `bind`, `unbind`. */
  readonly steps: readonly string[];
};

/** The classes of a plan and its steps. */
export function classifyTakeOver(
  { changes }: Pick<VideoPlan, 'changes'>,
  { live, isSameText, steps }: Classified,
): TakeOverClass[] {
  const fields = changes.flatMap((change) => change.fields);
  const texts = changes.find((change) => change.call === 'videos.update')?.next;
  const privacy = texts !== undefined && 'privacy' in texts ? texts.privacy : undefined;
  const found: readonly (readonly [TakeOverClass, boolean])[] = [
    ['title', fields.includes('title')],
    ['description', fields.includes('description') && !isSameText],
    ['marker', fields.includes('description') && isSameText],
    ['tags', fields.includes('tags')],
    ['settings', fields.some((field) => SETTING_FIELDS.includes(field))],
    ['publishes', privacy === 'public'],
    ['hides', privacy !== undefined && privacy !== 'public' && live.privacy === 'public'],
    ['first-picture', steps.includes('thumbnail')],
    ['playlists', steps.includes('playlists')],
    ['stream', steps.includes('bind') || steps.includes('unbind')],
  ];
  const classes = found.flatMap(([name, is]) => (is ? [name] : []));
  return classes.length === 0 ? ['only-the-marker'] : classes;
}

import { type Field, SETTINGS, type SettingField } from '../../content/ownership.ts';
import {
  type MarkerSettings,
  normalizeTags,
  normalizeText,
  parseDescription,
} from '../../render/description/marker.ts';
import type { Desired } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';
import { describeTranslations } from '../merge/translations.ts';
import { type Audience, audienceIn, audienceOf, isOver } from '../merge/visibility.ts';
import { liveSetting, wantedSetting } from '../setting-values.ts';

/** What was read about one video. */
export type LiveState = {
  readonly live: LiveVideo;
  /** Absent once the stream is over. */
  readonly broadcast?: LiveBroadcast | undefined;
  /** The title of the stream that it is bound to. */
  readonly boundStream?: string | undefined;
  /** The playlists from the content that contain the video; absent: not read. */
  readonly playlists?: readonly string[] | undefined;
};

type Value = string | undefined;

/** A field's value on YouTube, comparable with `desiredValue`; undefined: nothing that the content could express. */
export function liveValue(
  { live, broadcast, boundStream, playlists }: LiveState,
  forms: MarkerSettings,
  field: Field,
): Value {
  if (isSetting(field)) return liveSetting(live, live.phase === 'upcoming' ? broadcast : undefined, field);
  switch (field) {
    case 'title':
      return normalizeText(live.title);
    case 'description':
      return parseDescription(live, forms).body;
    case 'tags':
      return normalizeTags(live.tags).join('\n');
    case 'category':
      return live.categoryId;
    case 'language':
      return live.defaultLanguage;
    case 'localizations':
      return describeTranslations(live.localizations, Object.keys(live.localizations ?? {}));
    case 'visibility':
      return describeAudience(audienceOf(live));
    case 'start':
      return live.phase === 'upcoming' ? toInstant(broadcast?.start) : undefined;
    case 'latency':
      return live.phase === 'upcoming' ? broadcast?.latency : undefined;
    case 'stream':
      return live.phase === 'upcoming' ? boundStream : undefined;
    case 'playlists':
      return playlists?.toSorted().join('\n');
    case 'thumbnail':
      return live.hasCustomThumbnail ? 'keep' : undefined;
  }
}

/** A field's value in the content, for the current phase of the video. */
export function desiredValue(desired: Desired, live: LiveVideo, field: Field): Value {
  if (isSetting(field)) return wantedSetting(desired, field);
  switch (field) {
    case 'title':
      return normalizeText(desired.title);
    case 'description':
      return normalizeText(desired.body);
    case 'tags':
      return desired.tags === undefined ? undefined : normalizeTags(desired.tags).join('\n');
    case 'category':
      return desired.categoryId;
    case 'language':
      return desired.language;
    case 'localizations':
      // What the content does not say stays as it is on YouTube.
      return desired.localizations === undefined
        ? undefined
        : describeTranslations({ ...live.localizations, ...desired.localizations }, [
            ...new Set([...Object.keys(live.localizations ?? {}), ...Object.keys(desired.localizations)]),
          ]);
    case 'visibility':
      return describeAudience(audienceIn(desired, isOver(live)));
    case 'start':
      return toInstant(desired.start);
    case 'latency':
      return desired.latency;
    case 'stream':
      return desired.stream;
    case 'playlists':
      return desired.playlists?.toSorted().join('\n');
    case 'thumbnail':
      return desired.picture === undefined ? 'keep' : 'drawn';
  }
}

const isSetting = (field: Field): field is SettingField => SETTINGS.some((one) => one === field);

const describeAudience = (audience: Audience | undefined): Value =>
  audience === undefined ? undefined : [audience.privacy, toInstant(audience.publishAt)].join(' ').trim();

const toInstant = (iso: string | undefined): Value =>
  iso === undefined ? undefined : new Date(iso).toISOString();

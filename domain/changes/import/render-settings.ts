import type { Academy, Show } from '../../content/catalog/records.ts';
import { type Field, STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import { audioLanguage as languageSchema } from '../../content/schema/video-settings.ts';
import type { LiveBroadcast } from '../live.ts';
import { type ImportedVideo, inOrder } from './imported-channel.ts';
import { renderScalar } from './render-scalar.ts';

type VideoSetting = (typeof VIDEO_SETTINGS)[number];
type StreamSetting = (typeof STREAM_SETTINGS)[number] | 'latency';
type Value = string | boolean;

/** What a show, or the academy, says for every video of it. */
export type Common = Partial<Readonly<Record<Exclude<VideoSetting, 'recordingDate'>, Value>>>;

/** Lines of a file, without those of its parts, and fields that stay with the people on YouTube because no key can say them. */
export type SettingLines = { readonly lines: readonly string[]; readonly keep: readonly Field[] };

type Input = {
  readonly video: ImportedVideo;
  readonly broadcast: LiveBroadcast | undefined;
  /** The show's file, if there is one already. */
  readonly record: Show | undefined;
  /** What a new show says. */
  readonly common: Common;
  readonly academy: Partial<Academy>;
};

/** The settings of the video that no file above says, and that are not what YouTube does by itself. */
export function renderVideoSettings({ video, record, common, academy }: Input): SettingLines {
  const said = VIDEO_SETTINGS.map((field) =>
    say(field, readSetting(video, field), inherit(field, [common, record, academy, record?.defaults])),
  );
  return { lines: said.flatMap(({ lines }) => lines), keep: said.flatMap(({ keep }) => keep) };
}

/** The same of a stream to come. */
export function renderStreamSettings({ broadcast, record, academy }: Input): readonly string[] {
  if (broadcast === undefined) return [];
  return (['latency', ...STREAM_SETTINGS] as const).flatMap(
    (field) => say(field, broadcast[field], inherit(field, [record, academy, record?.defaults])).lines,
  );
}

type Files = readonly (object | undefined)[];

/** The first file that says something of it. */
const inherit = (field: string, files: Files): unknown =>
  files.map((file) => (file as Readonly<Record<string, unknown>> | undefined)?.[field]).find(isSaid);

const isSaid = (value: unknown): boolean => value !== undefined;

/** Nothing is said of what holds anyway. */
function say(
  field: VideoSetting | StreamSetting,
  value: Value | undefined,
  inherited: unknown,
): SettingLines {
  if (value === inherited || (inherited === undefined && isUsual(field, value))) return NOTHING;
  if (value === undefined) return { lines: [], keep: [field] };
  return { lines: [`${field}: ${typeof value === 'string' ? renderScalar(value) : value}`], keep: [] };
}

const NOTHING: SettingLines = { lines: [], keep: [] };

/** What YouTube does by itself. A video that is not declared as made for children is treated as one that is declared not to be. */
const USUAL: Partial<Readonly<Record<VideoSetting | StreamSetting, Value>>> = {
  madeForKids: false,
  syntheticMedia: false,
  paidPromotion: false,
  license: 'youtube',
  embeddable: true,
  latency: 'normal',
  dvr: true,
  captions: 'none',
};

const isUsual = (field: VideoSetting | StreamSetting, value: Value | undefined): boolean =>
  value === undefined || value === USUAL[field];

/** undefined: not declared, or nothing that a file can say. */
function readSetting(video: ImportedVideo, field: VideoSetting): Value | undefined {
  switch (field) {
    case 'audioLanguage':
      return languageSchema.safeParse(video.defaultAudioLanguage).success
        ? video.defaultAudioLanguage
        : undefined;
    case 'madeForKids':
      return video.selfDeclaredMadeForKids;
    case 'syntheticMedia':
      return video.containsSyntheticMedia ?? false;
    case 'paidPromotion':
      return video.hasPaidPromotion ?? false;
    case 'license':
      return LICENSES.find((one) => one === video.license);
    case 'embeddable':
      return video.embeddable;
    case 'recordingDate':
      return video.recordingDate;
  }
}

const LICENSES = ['youtube', 'creativeCommon'] as const;

/** Fewer videos have nothing in common. */
const FEWEST = 2;

/** What all videos of a new show say, where it is not what YouTube does by itself. */
export function findCommon(videos: readonly ImportedVideo[]): Common {
  const [first] = inOrder(videos);
  if (first === undefined || videos.length < FEWEST) return {};
  const shared = VIDEO_SETTINGS.filter((field) => field !== 'recordingDate').flatMap((field) => {
    const value = readSetting(first, field);
    const isShared = !isUsual(field, value) && videos.every((video) => readSetting(video, field) === value);
    return isShared && value !== undefined ? [[field, value] as const] : [];
  });
  return Object.fromEntries(shared);
}

/** Lines of the file of a new show. */
export const renderCommon = (common: Common): string[] =>
  Object.entries(common).map(
    ([field, value]) => `${field}: ${typeof value === 'string' ? renderScalar(value) : value}`,
  );

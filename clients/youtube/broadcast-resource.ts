import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import type { Method } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { parseInstant, parsePrivacy, required } from './parse-values.ts';

type ContentDetails = youtube_v3.Schema$LiveBroadcastContentDetails;

/** A broadcast, with the category and the settings that an update would reset if it left them out. */
export type StoredBroadcast = LiveBroadcast & {
  readonly settings: ContentDetails;
  readonly categoryId?: string;
};

/** Settings that we never change but must send back. `enableLowLatency` and `enableClosedCaptions` would only duplicate two others. */
const SETTINGS = [
  'availabilityConfig',
  'enableContentEncryption',
  'enableEmbed',
  'mesh',
  'projection',
  'recordFromStart',
  'startWithSlate',
  'stereoLayout',
] as const satisfies readonly (keyof ContentDetails)[];

/** One broadcast with all four parts. */
export function parseBroadcast(broadcast: youtube_v3.Schema$LiveBroadcast, method: Method): StoredBroadcast {
  return {
    videoId: required(broadcast.id, method, 'id'),
    ...parseBroadcastSnippet(required(broadcast.snippet, method, 'snippet')),
    ...parseBroadcastStatus(required(broadcast.status, method, 'status')),
    ...parseContentDetails(required(broadcast.contentDetails, method, 'contentDetails')),
  };
}

/** The answer of an update holds the written parts only; the others are as they were read. */
export function mergeBroadcast(
  live: StoredBroadcast,
  answer: youtube_v3.Schema$LiveBroadcast,
): StoredBroadcast {
  const { start, end, latency, dvr, captions, boundStreamId, ...rest } = live;
  return {
    ...rest,
    ...(answer.snippet ? parseBroadcastSnippet(answer.snippet) : defined({ start, end })),
    ...(answer.contentDetails
      ? parseContentDetails(answer.contentDetails)
      : defined({ latency, dvr, captions, boundStreamId })),
  };
}

function parseBroadcastSnippet(snippet: youtube_v3.Schema$LiveBroadcastSnippet) {
  return {
    title: snippet.title ?? '',
    description: snippet.description ?? '',
    ...defined({
      start: parseInstant(snippet.scheduledStartTime),
      end: parseInstant(snippet.scheduledEndTime),
      categoryId: snippet.categoryId || undefined,
    }),
  };
}

function parseBroadcastStatus(status: youtube_v3.Schema$LiveBroadcastStatus) {
  return { privacy: parsePrivacy(status.privacyStatus), lifeCycleStatus: status.lifeCycleStatus ?? '' };
}

function parseContentDetails(details: ContentDetails) {
  return {
    ...defined({
      boundStreamId: details.boundStreamId || undefined,
      latency: parseLatency(details),
      dvr: details.enableDvr ?? undefined,
      captions: parseCaptions(details),
    }),
    enableAutoStart: details.enableAutoStart ?? false,
    enableAutoStop: details.enableAutoStop ?? false,
    settings: pickSettings(details),
  };
}

function pickSettings(details: ContentDetails): ContentDetails {
  const { enableMonitorStream, broadcastStreamDelayMs } = details.monitorStream ?? {};
  const settings = SETTINGS.filter((key) => details[key] !== undefined && details[key] !== null).map(
    (key) => [key, details[key]],
  );
  return {
    ...Object.fromEntries(settings),
    monitorStream: {
      enableMonitorStream: enableMonitorStream ?? false,
      broadcastStreamDelayMs: broadcastStreamDelayMs ?? 0,
    },
  };
}

type Captions = NonNullable<LiveBroadcast['captions']>;

const CAPTIONS: Readonly<Record<Captions, string>> = {
  none: 'closedCaptionsDisabled',
  embedded: 'closedCaptionsEmbedded',
  http: 'closedCaptionsHttpPost',
};

const parseCaptions = ({ closedCaptionsType }: ContentDetails): Captions | undefined =>
  (['none', 'embedded', 'http'] as const).find((one) => CAPTIONS[one] === closedCaptionsType);

const renderCaptions = (captions: Captions | undefined): string | undefined =>
  captions === undefined ? undefined : CAPTIONS[captions];

function parseLatency({ latencyPreference }: ContentDetails): LiveBroadcast['latency'] | undefined {
  return latencyPreference === 'normal' || latencyPreference === 'low' || latencyPreference === 'ultraLow'
    ? latencyPreference
    : undefined;
}

/** A stream to schedule; times are ISO 8601. */
export type NewBroadcast = {
  readonly title: string;
  readonly description: string;
  readonly start: string;
  readonly end?: string;
  readonly privacy: LiveBroadcast['privacy'];
  readonly latency: NonNullable<LiveBroadcast['latency']>;
  /** Absent: YouTube's default, or the channel's. */
  readonly categoryId?: string;
  readonly madeForKids?: boolean;
  readonly dvr?: boolean;
  readonly captions?: Captions;
};

/** What to change; what is absent stays as it is. */
export type BroadcastChange = {
  readonly start?: string;
  readonly end?: string;
  readonly latency?: NonNullable<LiveBroadcast['latency']>;
  readonly dvr?: boolean;
  readonly captions?: Captions;
  readonly enableAutoStart?: boolean;
  readonly enableAutoStop?: boolean;
};

/** Without a monitor stream, auto-start takes a broadcast straight to live; with one, a person would have to end its test phase. */
const NO_MONITOR = { enableMonitorStream: false, broadcastStreamDelayMs: 0 };

/** The body of liveBroadcasts.insert. Made-for-kids has legal weight: what no file says is left to the channel's default. */
export function renderNewBroadcast(input: NewBroadcast): youtube_v3.Schema$LiveBroadcast {
  const { title, description, start, end, privacy, latency, categoryId, madeForKids, dvr, captions } = input;
  return {
    snippet: {
      title,
      description,
      scheduledStartTime: start,
      ...defined({ scheduledEndTime: end, categoryId }),
    },
    status: { privacyStatus: privacy, ...defined({ selfDeclaredMadeForKids: madeForKids }) },
    contentDetails: {
      enableAutoStart: true,
      enableAutoStop: false,
      latencyPreference: latency,
      ...defined({ enableDvr: dvr, closedCaptionsType: renderCaptions(captions) }),
      monitorStream: NO_MONITOR,
    },
  };
}

/** The parts that differ, each complete, because YouTube replaces whole parts. Empty when nothing differs. */
export function renderBroadcastChange(
  live: StoredBroadcast,
  change: BroadcastChange,
): Pick<youtube_v3.Schema$LiveBroadcast, 'snippet' | 'contentDetails'> {
  const next = { ...live, ...change };
  const moved = !isSameInstant(next.start, live.start) || !isSameInstant(next.end, live.end);
  const changed =
    next.latency !== live.latency ||
    next.dvr !== live.dvr ||
    next.captions !== live.captions ||
    next.enableAutoStart !== live.enableAutoStart ||
    next.enableAutoStop !== live.enableAutoStop;
  return {
    ...(moved ? { snippet: renderBroadcastSnippet(next) } : {}),
    ...(changed ? { contentDetails: renderContentDetails(next) } : {}),
  };
}

function renderBroadcastSnippet({
  title,
  description,
  start,
  end,
  categoryId,
}: StoredBroadcast): youtube_v3.Schema$LiveBroadcastSnippet {
  return {
    title,
    description,
    ...defined({ scheduledStartTime: start, scheduledEndTime: end, categoryId }),
  };
}

function renderContentDetails(next: StoredBroadcast): youtube_v3.Schema$LiveBroadcastContentDetails {
  return {
    ...next.settings,
    enableAutoStart: next.enableAutoStart,
    enableAutoStop: next.enableAutoStop,
    ...defined({
      latencyPreference: next.latency,
      enableDvr: next.dvr,
      closedCaptionsType: renderCaptions(next.captions),
    }),
  };
}

function isSameInstant(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Date.parse(one) === Date.parse(other);
}

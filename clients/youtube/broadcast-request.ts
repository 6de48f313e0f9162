import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { StoredBroadcast } from './broadcast-answer.ts';

/** A stream to schedule; times are ISO 8601. */
export type NewBroadcast = {
  readonly title: string;
  readonly description: string;
  readonly start: string;
  readonly end?: string;
  readonly privacy: LiveBroadcast['privacy'];
  readonly latency: NonNullable<LiveBroadcast['latency']>;
};

/** What shall change; what is absent stays as it is. */
export type BroadcastChange = {
  readonly start?: string;
  readonly end?: string;
  readonly latency?: NonNullable<LiveBroadcast['latency']>;
  readonly enableAutoStart?: boolean;
  readonly enableAutoStop?: boolean;
};

/** Without a monitor stream auto-start takes a broadcast from ready to live, past a test phase that somebody must end. */
const NO_MONITOR = { enableMonitorStream: false, broadcastStreamDelayMs: 0 };

/** The body of liveBroadcasts.insert. Made-for-kids is said, not left to the channel's default. */
export function renderNewBroadcast(input: NewBroadcast): youtube_v3.Schema$LiveBroadcast {
  const { title, description, start, end, privacy, latency } = input;
  return {
    snippet: {
      title,
      description,
      scheduledStartTime: start,
      ...defined({ scheduledEndTime: end }),
    },
    status: { privacyStatus: privacy, selfDeclaredMadeForKids: false },
    contentDetails: {
      enableAutoStart: true,
      enableAutoStop: false,
      latencyPreference: latency,
      monitorStream: NO_MONITOR,
    },
  };
}

/** The parts that differ, each one whole, as YouTube replaces parts; nothing differs: no part at all. */
export function renderBroadcastChange(
  live: StoredBroadcast,
  change: BroadcastChange,
): Pick<youtube_v3.Schema$LiveBroadcast, 'snippet' | 'contentDetails'> {
  const next = { ...live, ...change };
  const moved = !isSameInstant(next.start, live.start) || !isSameInstant(next.end, live.end);
  const changed =
    next.latency !== live.latency ||
    next.enableAutoStart !== live.enableAutoStart ||
    next.enableAutoStop !== live.enableAutoStop;
  return {
    ...(moved ? { snippet: renderSnippet(next) } : {}),
    ...(changed ? { contentDetails: renderContentDetails(next) } : {}),
  };
}

function renderSnippet({
  title,
  description,
  start,
  end,
}: StoredBroadcast): youtube_v3.Schema$LiveBroadcastSnippet {
  return {
    title,
    description,
    ...defined({ scheduledStartTime: start, scheduledEndTime: end }),
  };
}

function renderContentDetails(next: StoredBroadcast): youtube_v3.Schema$LiveBroadcastContentDetails {
  return {
    ...next.settings,
    enableAutoStart: next.enableAutoStart,
    enableAutoStop: next.enableAutoStop,
    ...defined({ latencyPreference: next.latency }),
  };
}

function isSameInstant(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Date.parse(one) === Date.parse(other);
}

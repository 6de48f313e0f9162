import type { z } from 'zod';
import type { broadcastBody } from '../api/body.ts';
import { badRequest, forbidden } from '../api/errors.ts';
import { isNearFuture, parseDescription, parseTime, parseTitle } from '../api/limits.ts';
import type { Broadcast, BroadcastSettings } from '../state/rows.ts';

type Body = z.infer<typeof broadcastBody>;
type Snippet = NonNullable<Body['snippet']>;
type Details = NonNullable<Body['contentDetails']>;

export const DOMAIN = 'youtube.liveBroadcast';

/** Title and description as sent; a title must be there. */
export function parseTexts({ title, description }: Snippet): { title: string; description: string } {
  if (title === undefined || title === '') throw badRequest('titleRequired', 'Title is required', DOMAIN);
  return { title: parseTitle(title, DOMAIN), description: parseDescription(description, DOMAIN) };
}

type Times = { readonly scheduledStartTime: string; readonly scheduledEndTime?: string };

/** The times as sent. The start must lie in the future unless it stays what it was. */
export function parseTimes(sent: Snippet, now: number, before?: string): Times {
  if (sent.scheduledStartTime === undefined)
    throw badRequest('scheduledStartTimeRequired', 'Scheduled start time is required', DOMAIN);
  const scheduledStartTime = parseTime(sent.scheduledStartTime);
  const isNew = scheduledStartTime !== before;
  if (scheduledStartTime === undefined || (isNew && !isNearFuture(scheduledStartTime, now)))
    throw badRequest(
      'invalidScheduledStartTime',
      'Scheduled start time must be in the future and close enough to the current date.',
      DOMAIN,
    );
  if (sent.scheduledEndTime === undefined) return { scheduledStartTime };
  const scheduledEndTime = parseTime(sent.scheduledEndTime);
  if (scheduledEndTime === undefined || Date.parse(scheduledEndTime) <= Date.parse(scheduledStartTime))
    throw badRequest(
      'invalidScheduledEndTime',
      'Scheduled end time must be after the scheduled start time.',
      DOMAIN,
    );
  return { scheduledStartTime, scheduledEndTime };
}

/** `contentDetails` as sent, with YouTube's default for what was not. */
export function parseSettings(sent: Details): BroadcastSettings {
  return {
    enableAutoStart: sent.enableAutoStart ?? false,
    enableAutoStop: sent.enableAutoStop ?? false,
    enableClosedCaptions: sent.enableClosedCaptions ?? false,
    enableContentEncryption: sent.enableContentEncryption ?? false,
    enableDvr: sent.enableDvr ?? true,
    enableEmbed: sent.enableEmbed ?? true,
    recordFromStart: sent.recordFromStart ?? true,
    startWithSlate: sent.startWithSlate ?? false,
    closedCaptionsType: parseCaptions(sent),
    latencyPreference: parseLatency(sent),
    projection: sent.projection === '360' || sent.projection === 'mesh' ? sent.projection : 'rectangular',
    enableMonitorStream: sent.monitorStream?.enableMonitorStream ?? true,
    broadcastStreamDelayMs: sent.monitorStream?.broadcastStreamDelayMs ?? 0,
  };
}

export function parseCaptions({ closedCaptionsType }: Details): BroadcastSettings['closedCaptionsType'] {
  return closedCaptionsType === 'closedCaptionsHttpPost' || closedCaptionsType === 'closedCaptionsEmbedded'
    ? closedCaptionsType
    : 'closedCaptionsDisabled';
}

export function parseLatency({
  latencyPreference,
  enableLowLatency,
}: Details): BroadcastSettings['latencyPreference'] {
  const legacy = enableLowLatency === true ? 'low' : 'normal';
  if (latencyPreference === undefined) return legacy;
  const isKnown =
    latencyPreference === 'normal' || latencyPreference === 'low' || latencyPreference === 'ultraLow';
  const agrees = enableLowLatency === undefined || latencyPreference === legacy;
  if (isKnown && agrees) return latencyPreference;
  throw badRequest('invalidLatencyPreferenceOptions', 'Latency preference options are invalid.', DOMAIN);
}

/** An update of `contentDetails` must say both of the monitor stream. */
export function assertMonitorSent({ monitorStream }: Details): void {
  if (monitorStream?.enableMonitorStream === undefined)
    throw badRequest('enableMonitorStreamRequired', 'Enable monitor stream is required', DOMAIN);
  if (monitorStream.broadcastStreamDelayMs === undefined)
    throw badRequest('broadcastStreamDelayMsRequired', 'Broadcast stream delay is required', DOMAIN);
}

/** `contentDetails` may change in created and ready, times in testing too; what stays the same may be sent at any time. */
export function assertMayChange(before: Broadcast, after: Broadcast): void {
  const { lifeCycleStatus: state } = before;
  const early = state === 'created' || state === 'ready';
  if (!early) assertSame(before.settings, after.settings);
  if (!early && state !== 'testing') assertSame(pickTimes(before), pickTimes(after));
}

function pickTimes({ scheduledStartTime, scheduledEndTime }: Broadcast) {
  return { scheduledStartTime, scheduledEndTime };
}

function assertSame(before: object, after: object): void {
  const kept = new Map<string, unknown>(Object.entries(before));
  for (const [field, value] of Object.entries(after)) {
    if (kept.get(field) === value) continue;
    throw forbidden(
      `${field}ModificationNotAllowed`,
      `Modification of ${field} is not allowed in this state`,
      DOMAIN,
    );
  }
}

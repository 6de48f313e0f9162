import type { z } from 'zod';
import type { videoBody } from '../api/body.ts';
import { badRequest } from '../api/errors.ts';
import {
  isNearFuture,
  parseCategoryId,
  parseDescription,
  parseLanguage,
  parsePrivacy,
  parseTags,
  parseTime,
  parseTitle,
} from '../api/limits.ts';
import { defined } from '../defined.ts';
import type { VideoRow } from '../state/rows.ts';

type Body = z.infer<typeof videoBody>;
type Snippet = NonNullable<Body['snippet']>;
type Status = NonNullable<Body['status']>;

const DOMAIN = 'youtube.video';

/** The video with a new `snippet`: languages, tags and description that were not sent are erased. */
export function replaceSnippet(video: VideoRow, sent: Snippet): VideoRow {
  const { defaultLanguage: _language, defaultAudioLanguage: _audio, ...kept } = video;
  if (sent.defaultLanguage === undefined) assertNoLocalizations(video);
  return {
    ...kept,
    title: parseTitle(sent.title, DOMAIN),
    description: parseDescription(sent.description, DOMAIN),
    tags: parseTags(sent.tags, DOMAIN),
    categoryId: parseCategoryId(sent.categoryId, DOMAIN),
    ...(sent.defaultLanguage ? { defaultLanguage: parseLanguage(sent.defaultLanguage, DOMAIN) } : {}),
    ...(sent.defaultAudioLanguage
      ? { defaultAudioLanguage: parseLanguage(sent.defaultAudioLanguage, DOMAIN) }
      : {}),
  };
}

/** The video with a new `status`: a privacy that was not sent becomes YouTube's default, public; a `publishAt` that was not sent is erased. */
export function replaceStatus(video: VideoRow, sent: Status, now: number): VideoRow {
  const {
    publishAt: _at,
    selfDeclaredMadeForKids: _kids,
    containsSyntheticMedia: _synthetic,
    ...kept
  } = video;
  const privacyStatus = parsePrivacy(sent.privacyStatus ?? 'public', DOMAIN, 'invalidVideoMetadata');
  return {
    ...kept,
    privacyStatus,
    license: sent.license === 'creativeCommon' ? 'creativeCommon' : 'youtube',
    embeddable: sent.embeddable ?? true,
    publicStatsViewable: sent.publicStatsViewable ?? true,
    ...defined({
      selfDeclaredMadeForKids: sent.selfDeclaredMadeForKids,
      containsSyntheticMedia: sent.containsSyntheticMedia,
    }),
    ...(sent.publishAt === undefined
      ? {}
      : { publishAt: parsePublishAt(sent.publishAt, privacyStatus, now) }),
  };
}

/** The video with new `localizations`, which need a default language. */
export function replaceLocalizations(video: VideoRow, sent: NonNullable<Body['localizations']>): VideoRow {
  const { localizations: _before, ...kept } = video;
  const entries = Object.entries(sent);
  if (entries.length === 0) return kept;
  if (video.defaultLanguage === undefined) throw defaultLanguageNotSet();
  const localizations = entries.map(([language, { title, description }]) => [
    parseLanguage(language, DOMAIN),
    { title: parseTitle(title, DOMAIN), description: parseDescription(description, DOMAIN) },
  ]);
  return { ...kept, localizations: Object.fromEntries(localizations) };
}

function assertNoLocalizations({ localizations }: VideoRow): void {
  if (localizations !== undefined) throw defaultLanguageNotSet();
}

function defaultLanguageNotSet() {
  const message =
    'The API request is trying to add localized video details without specifying the default language of the video details.';
  return badRequest('defaultLanguageNotSet', message, DOMAIN);
}

/** The video with new `paidProductPlacementDetails`; what was not sent is none. */
export function replacePlacement(
  video: VideoRow,
  sent: NonNullable<Body['paidProductPlacementDetails']>,
): VideoRow {
  return { ...video, hasPaidProductPlacement: sent.hasPaidProductPlacement ?? false };
}

/** The video with new `recordingDetails`: the day of the recording, midnight in UTC. */
export function replaceRecording(video: VideoRow, sent: NonNullable<Body['recordingDetails']>): VideoRow {
  const { recordingDate: _before, ...kept } = video;
  if (!sent.recordingDate) return kept;
  const recordingDate = parseTime(sent.recordingDate);
  if (recordingDate !== undefined)
    return { ...kept, recordingDate: `${recordingDate.slice(0, 10)}T00:00:00Z` };
  const message = 'The request metadata specifies invalid recording details.';
  throw badRequest('invalidRecordingDetails', message, DOMAIN);
}

/** Only a private video can be published later, and only in the near future. */
export function parsePublishAt(value: string, privacyStatus: string, now: number): string {
  const moment = parseTime(value);
  if (moment !== undefined && privacyStatus === 'private' && isNearFuture(moment, now)) return moment;
  throw badRequest(
    'invalidPublishAt',
    'The request metadata specifies an invalid scheduled publishing time.',
    DOMAIN,
  );
}

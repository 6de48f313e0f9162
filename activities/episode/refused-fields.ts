import { isAboutEveryCall } from '../../clients/youtube/errors/index.ts';
import type { NotConverged } from '../../contract/episode-calls.ts';
import type { VideoChange, VideoPlan } from '../../domain/changes/plan/plan.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { fieldsOf, hashOf, normalize, quoteDifference, type Values } from './compared-values.ts';

/** The field that a reason of YouTube's names. */
const NAMED: Readonly<Record<string, Field>> = {
  invalidTitle: 'title',
  invalidDescription: 'description',
  invalidTags: 'tags',
  invalidCategoryId: 'category',
  invalidRecordingDetails: 'recordingDate',
  forbiddenEmbedSetting: 'embeddable',
  forbiddenLicenseSetting: 'license',
  invalidPublishAt: 'visibility',
  forbiddenPrivacySetting: 'visibility',
  invalidScheduledStartTime: 'start',
  invalidScheduledEndTime: 'start',
  invalidLatencyPreferenceOptions: 'latency',
};

/** Its video is gone as well: nothing else can be done. */
const GONE = 'liveBroadcastNotFound';

/**
 * The fields of a call that YouTube refuses: the one that it names, else all of a broadcast's, as the texts are another call.
 * @throws any other error as it is
 */
export function parseRefusedFields(change: VideoChange, error: unknown): Refused {
  if (!(error instanceof Failure) || error.kind !== 'stall' || isAboutEveryCall(error.reason)) throw error;
  const { reason, message } = error;
  const named = fieldsOf(change).filter((field) => field === NAMED[reason]);
  if (named.length > 0) return { fields: named, message };
  if (change.call === 'videos.update' || reason === GONE) throw error;
  return { fields: fieldsOf(change), message };
}

type Refused = { readonly fields: readonly Field[]; readonly message: string };

/** What to remember of refused fields: as long as the file says the same they are not sent, and what is on YouTube is still ours. */
export function recordRefused(change: VideoChange, live: Values, { fields, message }: Refused): NotConverged {
  const [sent, stored] = [normalize(change.next), normalize(live)];
  return Object.fromEntries(
    fields.map((field) => [
      field,
      {
        sent: hashOf(sent[field]),
        stored: hashOf(stored[field]),
        times: 1,
        ...quoteDifference(sent[field] ?? '', stored[field] ?? ''),
        refused: message,
      },
    ]),
  );
}

/** The fields that were refused before and that the plan would send again as they were. */
export function listRefusedBefore({ changes }: VideoPlan, before: NotConverged): NotConverged {
  const same = changes.flatMap((change) => {
    const sent = normalize(change.next);
    return fieldsOf(change).filter(
      (field) => before[field]?.refused !== undefined && before[field].sent === hashOf(sent[field]),
    );
  });
  return Object.fromEntries(same.flatMap((field) => (before[field] ? [[field, before[field]]] : [])));
}

export const listFields = (notConverged: NotConverged): Field[] =>
  FIELDS.filter((field) => notConverged[field] !== undefined);

/** For a person; undefined: none is refused. */
export function describeRefusedFields(notConverged: NotConverged): string | undefined {
  const each = FIELDS.flatMap((field) => {
    const message = notConverged[field]?.refused;
    return message === undefined ? [] : [`${field} is left out, everything else was applied: ${message}`];
  });
  return each.length === 0 ? undefined : each.join('; ');
}

import type { StoredBroadcast } from '../../clients/youtube/broadcast-resource.ts';
import { updateBroadcast } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { type StoredVideo, updateVideo } from '../../clients/youtube/videos.ts';
import type { NotConverged } from '../../contract/episode-calls.ts';
import type { VideoChange, VideoPlan } from '../../domain/changes/plan/plan.ts';
import { FIELDS, type Field } from '../../domain/content/ownership.ts';
import type { Dependencies } from '../dependencies.ts';
import { fieldsOf, hashOf, normalize, quoteDifference, type Values } from './compared-values.ts';
import { listFields, listRefusedBefore, parseRefusedFields, recordRefused } from './refused-fields.ts';

/** A field that YouTube stored differently this many times is not sent again. */
const MAX_TIMES = 2;

type Input = {
  /** The plan without fields that YouTube refuses. */
  readonly planWithout: (refused: readonly Field[]) => VideoPlan;
  readonly live: StoredVideo;
  readonly broadcast: StoredBroadcast | undefined;
  /** Fields that YouTube stored differently when they were sent before, or refused. */
  readonly before?: NotConverged | undefined;
};

/** What was applied, the broadcast as YouTube stored it, and the fields that it stored differently or refused. */
export type Sent = {
  readonly plan: VideoPlan;
  readonly broadcast: StoredBroadcast | undefined;
  readonly notConverged: NotConverged;
  /** Units were missing for the second call: nothing but the refusal is known. */
  readonly isCutOff?: true;
};

const CALLS: readonly VideoChange['call'][] = ['liveBroadcasts.update', 'videos.update'];

/**
 * Sends a plan's calls, except those that cannot help: 50 units each. A field that YouTube refuses is left out, and the call sent
 * once more; where the units do not suffice for that, only the refusal is known, and nothing is planned.
 */
export async function sendChanges(
  deps: Dependencies,
  call: YouTubeCall,
  { planWithout, live, broadcast, before = {} }: Input,
): Promise<Sent> {
  let refused = listRefusedBefore(planWithout([]), before);
  let plan = planWithout(listFields(refused));
  let current = broadcast;
  let notConverged: NotConverged = {};
  for (const name of CALLS) {
    let change = plan.changes.find((one) => one.call === name);
    while (change !== undefined) {
      const sent = await sendChange(deps, call, { change, live, broadcast: current, before });
      if ('stored' in sent) {
        ({ broadcast: current } = sent);
        notConverged = { ...notConverged, ...sent.stored };
        break;
      }
      refused = { ...refused, ...sent.refused };
      if (call.meter.left < change.units)
        return { plan: planWithout(FIELDS), broadcast: current, notConverged: refused, isCutOff: true };
      plan = planWithout(listFields(refused));
      change = plan.changes.find((one) => one.call === name);
    }
  }
  return { plan, broadcast: current, notConverged: { ...notConverged, ...refused } };
}

type Sending = {
  readonly change: VideoChange;
  readonly live: StoredVideo;
  readonly broadcast: StoredBroadcast | undefined;
  readonly before: NotConverged;
};

/** `stored`: what YouTube stored differently. */
async function sendChange(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { change, live, broadcast, before }: Sending,
): Promise<
  | { readonly stored: NotConverged; readonly broadcast: StoredBroadcast | undefined }
  | { readonly refused: NotConverged }
> {
  if (isStuck(change, before)) return { stored: carryNotConverged(change, before), broadcast };
  try {
    if (change.call === 'videos.update') {
      const stored = await updateVideo(youtube, meter, { live, next: change.next }, signal);
      return { stored: findNotConverged(change, stored, before), broadcast };
    }
    if (broadcast === undefined) return { stored: {}, broadcast };
    const stored = await updateBroadcast(youtube, meter, { live: broadcast, change: change.next }, signal);
    return { stored: findNotConverged(change, stored, before), broadcast: stored };
  } catch (error) {
    const values = change.call === 'videos.update' ? live : { ...broadcast };
    return { refused: recordRefused(change, values, parseRefusedFields(change, error)) };
  }
}

/** YouTube normalised what we sent: not an edit. These fields are still ours. */
export const listOurs = (live: Values, before: NotConverged): Field[] =>
  FIELDS.filter((field) =>
    [live, { ...live, end: undefined }].some(
      (values) => before[field]?.stored === hashOf(normalize(values)[field]),
    ),
  );

/** For a person; undefined as long as it is worth another try. */
export function describeStuck(notConverged: NotConverged): string | undefined {
  const stuck = FIELDS.filter((field) => (notConverged[field]?.times ?? 0) >= MAX_TIMES);
  if (stuck.length === 0) return undefined;
  const each = stuck.map(
    (field) => `${field} "${notConverged[field]?.was}" became "${notConverged[field]?.became}"`,
  );
  return `not converging: YouTube stored something else twice: ${each.join('; ')}. Change the file to what YouTube stores, or set "fields: { ${stuck[0]}: keep }", and commit; everything else was applied`;
}

/** Whether a call contains only what YouTube stored differently before. */
function isStuck(change: VideoChange, before: NotConverged): boolean {
  const sent = normalize(change.next);
  return fieldsOf(change).every(
    (field) => before[field]?.sent === hashOf(sent[field]) && (before[field]?.times ?? 0) >= MAX_TIMES,
  );
}

/** The entries of a call that was not sent again. */
const carryNotConverged = (change: VideoChange, before: NotConverged): NotConverged =>
  Object.fromEntries(
    fieldsOf(change).flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]]])),
  );

/** After one call: the fields that YouTube stored differently, and how often by now. */
function findNotConverged(change: VideoChange, answer: Values, before: NotConverged): NotConverged {
  const sent = normalize(change.next);
  const { end } = change.next as Values;
  const stored = normalize(end === undefined ? { ...answer, end: undefined } : answer);
  const entryOf = (field: Field): NonNullable<NotConverged[Field]> => {
    const hash = hashOf(sent[field]);
    const former = before[field];
    const times = former?.sent === hash ? former.times + 1 : 1;
    return {
      sent: hash,
      stored: hashOf(stored[field]),
      times,
      ...quoteDifference(sent[field] ?? '', stored[field] ?? ''),
    };
  };
  return Object.fromEntries(
    fieldsOf(change)
      .filter((field) => sent[field] !== stored[field])
      .map((field) => [field, entryOf(field)]),
  );
}

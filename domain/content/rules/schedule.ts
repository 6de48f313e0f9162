import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findStart } from '../../shared/start-time.ts';
import { type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

/** A scheduled stream needs a start; for `live` only. */
export const missingStarts: Rule = ({ episodes }) =>
  episodes
    .filter(({ record }) => record.status === 'scheduled' && record.scheduledFor === undefined)
    .map((episode) =>
      recordProblem(episode, {
        key: ['scheduledFor'],
        code: 'missing-start',
        message: describeFault(['scheduledFor'], 'when the stream starts', 'nothing'),
        hint: 'If there is no date yet, write "status: draft".',
      }),
    );

/** Showrunner does not upload videos; for `video` only. */
export const missingVideos: Rule = ({ episodes }) =>
  episodes
    .filter(({ record }) => record.youtube?.videoId === undefined)
    .map((episode) =>
      recordProblem(episode, {
        key: ['youtube', 'videoId'],
        code: 'missing-video',
        message: describeFault(['youtube', 'videoId'], 'the id of the video that exists', 'nothing'),
      }),
    );

/** A local time needs the zone of its show, and must exist there: clocks skip an hour in spring. */
export const unclearStarts: Rule = (draft) => {
  const zones: Zones = new Map(draft.shows.map(({ id, record }) => [id, record.timezone]));
  return draft.episodes.flatMap((episode) => checkStart(draft, zones, episode));
};

/** YouTube treats the beginning of 1970 as "not scheduled", permanently. */
export const startsAtEpoch: Rule = (draft) => {
  const zones: Zones = new Map(draft.shows.map(({ id, record }) => [id, record.timezone]));
  return draft.episodes.flatMap((episode) => {
    const { scheduledFor, show } = episode.record;
    const start = findStart(episode.record, zones.get(show ?? ''));
    if (start === undefined || !('start' in start) || Date.parse(start.start) > 0) return [];
    const key = ['scheduledFor'];
    const message = describeFault(key, 'a time after the beginning of 1970', describeFound(scheduledFor));
    return [recordProblem(episode, { key, code: 'start-at-epoch', message })];
  });
};

type Zones = ReadonlyMap<string, string | undefined>;

function checkStart({ names }: Draft, zones: Zones, episode: Entry<'episode'>): Problem[] {
  const { scheduledFor, show } = episode.record;
  // An unreadable show may have a zone.
  if (scheduledFor === undefined || (show !== undefined && !names.show.usable.has(show))) return [];
  const zone = zones.get(show ?? '');
  const start = findStart(episode.record, zone);
  if (start === undefined || 'start' in start) return [];
  const key = ['scheduledFor'];
  const [code, expected, hint] =
    start.fault === 'no-zone'
      ? ([
          'missing-zone',
          'a time with its zone',
          'Add "Z" or "+01:00" here, or "timezone:" to the show.',
        ] as const)
      : ([
          'wrong-value',
          `a time that exists in ${zone}`,
          'Clocks skip it when summer time begins.',
        ] as const);
  return [
    recordProblem(episode, {
      key,
      code,
      message: describeFault(key, expected, describeFound(scheduledFor)),
      hint,
    }),
  ];
}

import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { findStart, parseStart } from '../../shared/start-time.ts';
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
  return draft.episodes.flatMap((episode) => [
    ...checkTime(draft, zones, episode, 'scheduledFor'),
    ...checkTime(draft, zones, episode, 'publishAt'),
  ]);
};

/** YouTube publishes uploads by itself; the file says nothing else about when they are public. */
export const misplacedPublications: Rule = ({ episodes }) =>
  episodes.flatMap((episode) => {
    const { publishAt, kind, visibility } = episode.record;
    if (publishAt === undefined) return [];
    const key = ['publishAt'];
    const fault = (expected: string, found: string, hint: string): Problem =>
      recordProblem(episode, {
        key,
        code: 'wrong-value',
        message: describeFault(key, expected, found),
        hint,
      });
    if (kind !== 'video')
      return [
        fault(
          'an upload ("kind: video")',
          `"kind: ${kind}"`,
          'Who may watch a stream afterwards is "visibility: { live, after }".',
        ),
      ];
    if (visibility === undefined || visibility.after === 'public') return [];
    return [
      fault(
        'a video that is public from then on',
        `"visibility: ${visibility.after}"`,
        'Remove one of the two: without a visibility of its own the video is public from then on.',
      ),
    ];
  });

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

function checkTime(
  { names }: Draft,
  zones: Zones,
  episode: Entry<'episode'>,
  name: 'scheduledFor' | 'publishAt',
): Problem[] {
  const { [name]: written, show } = episode.record;
  // An unreadable show may have a zone.
  if (written === undefined || (show !== undefined && !names.show.usable.has(show))) return [];
  const zone = zones.get(show ?? '');
  const start = name === 'publishAt' ? parseStart(written, zone) : findStart(episode.record, zone);
  if (start === undefined || 'start' in start) return [];
  const key = [name];
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
      message: describeFault(key, expected, describeFound(written)),
      hint,
    }),
  ];
}

import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Entry, has, type Rule, recordProblem } from './draft.ts';

/** Without a readable academy.yaml the streams are unknown. */
export const unknownStreams: Rule = ({ academy, shows, episodes }) => {
  if (academy === undefined) return [];
  const known = academy.streams;
  return [
    ...shows.flatMap((show) => check(known, show, show.record.defaults?.stream, ['defaults', 'stream'])),
    ...episodes.flatMap((episode) => check(known, episode, episode.record.stream, ['stream'])),
  ];
};

function check(streams: object, entry: Entry<Kind>, name: string | undefined, key: KeyPath): Problem[] {
  if (name === undefined || has(streams, name)) return [];
  const message = describeFault(key, "one of the academy's streams", describeFound(name));
  const hint = didYouMean(name, Object.keys(streams)) ?? 'Add it to "streams:" in academy.yaml.';
  return [recordProblem(entry, { key, code: 'unknown-stream', message, hint })];
}

import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Entry, type Rule, recordProblem } from './draft.ts';

type Said = { readonly captions?: string | undefined; readonly latency?: string | undefined };

/** YouTube has no captions at ultra low latency: https://developers.google.com/youtube/v3/live/docs/liveBroadcasts */
export const unshownCaptions: Rule = ({ academy, shows, episodes }) => {
  const ofShows = new Map<string | undefined, Said>(
    shows.map(({ id, record: { captions, defaults } }) => [
      id,
      { captions: captions ?? academy?.captions ?? defaults?.captions, latency: defaults?.latency },
    ]),
  );
  return [
    ...shows.flatMap((entry) => check(entry, ofShows.get(entry.id) ?? {}, ['defaults', 'latency'])),
    ...episodes.flatMap((entry) => {
      const { captions, latency, show } = entry.record;
      // What the show says alone is its own problem.
      if (captions === undefined && latency === undefined) return [];
      const { captions: others = academy?.captions, latency: usual } = ofShows.get(show) ?? {};
      const said = { captions: captions ?? others, latency: latency ?? usual };
      return check(entry, said, latency === undefined ? ['captions'] : ['latency']);
    }),
  ];
};

function check(entry: Entry<Kind>, { captions = 'none', latency }: Said, key: KeyPath): Problem[] {
  if (latency !== 'ultraLow' || captions === 'none') return [];
  const isLatency = key.at(-1) === 'latency';
  const message = isLatency
    ? describeFault(key, `another latency, because captions are ${captions}`, describeFound(latency))
    : describeFault(key, 'none, because the latency is ultraLow', describeFound(captions));
  const hint = 'YouTube shows no captions at ultra low latency: write "latency: low", or "captions: none".';
  return [recordProblem(entry, { key, code: 'captions-unshown', message, hint })];
}

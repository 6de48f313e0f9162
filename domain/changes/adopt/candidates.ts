import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { FIELDS } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import { desiredValue, liveValue } from './live-values.ts';

type Candidates = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  readonly videos: readonly LiveVideo[];
};

/** Several videos that may be one episode, each with what a person needs to tell them apart, and how to choose one. */
export function describeCandidates({ catalog, episode, desired, videos }: Candidates): string {
  const lines = videos.map((live) => {
    const differing = FIELDS.filter((field) => {
      const there = liveValue({ live }, catalog.academy, field);
      const wanted = desiredValue(desired, live, field);
      return field !== 'thumbnail' && there !== undefined && wanted !== undefined && there !== wanted;
    });
    const facts = [
      `"${live.title}"`,
      live.privacy,
      live.start === undefined ? 'an upload' : live.start.slice(0, 10),
      differing.length === 0 ? 'as the file says' : `differs in ${differing.join(', ')}`,
    ];
    return `  ${live.videoId}: ${facts.join(', ')}`;
  });
  return [
    `${videos.length} videos may be ${episode.id}, so none was taken:`,
    ...lines,
    `To adopt from one of them, choose it: npx showrunner adopt ${episode.id} --video ${videos[0]?.videoId ?? 'ID'} (the update: "chosenVideoId"); the file will name it.`,
  ].join('\n');
}

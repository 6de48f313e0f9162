import { quotaDay } from '../../../clients/youtube/quota-day.ts';
import { createQuotaMeter } from '../../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../../clients/youtube/videos.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import { diffLines } from '../../../domain/changes/plan/diff-lines.ts';
import { normalizeText } from '../../../domain/render/description/marker.ts';
import type { Desired } from '../../../domain/render/desired.ts';
import { renderEpisode } from '../../../domain/render/rendering.ts';
import { openContent } from '../../lib/open-content.ts';
import { explainFailure, openYouTube } from '../../lib/open-youtube.ts';
import type { TemporalInput } from '../../lib/temporal.ts';

/**
 * Title, tags and description of each video as they are and as they would be, line by line: `-` is YouTube's, `+` is ours. Read by the
 * command itself (1 unit), so that no text is in a workflow's history.
 */
export async function describeBothTexts(
  { settings, env }: TemporalInput,
  commit: string,
  episodeIds: readonly string[],
): Promise<string[]> {
  const repository = await openContent(settings);
  const { catalog } = await repository.readCatalog(commit);
  const wanted = episodeIds.flatMap((id) => {
    const episode = catalog?.episodes[id];
    if (catalog === undefined || episode === undefined) return [];
    const rendering = renderEpisode(catalog, episode);
    return 'desired' in rendering ? [rendering.desired] : [];
  });
  const { videos, pageOf } = await readLive(settings, env, wanted);
  return wanted.flatMap((desired) => {
    const live = videos.find(({ videoId }) => videoId === desired.videoId);
    return live === undefined ? [] : describeOne(desired, live, pageOf(live.videoId));
  });
}

async function readLive(
  settings: TemporalInput['settings'],
  env: TemporalInput['env'],
  wanted: readonly Desired[],
): Promise<{ readonly videos: readonly LiveVideo[]; readonly pageOf: (videoId: string) => string }> {
  const { place, youtube, pageOf } = await openYouTube(settings, env);
  const meter = createQuotaMeter(
    { id: 'take-over', day: quotaDay(Date.now()).day, units: 1 },
    Date.now,
    settings.costs,
  );
  const ids = wanted.flatMap(({ videoId }) => videoId ?? []);
  const videos = await readVideos(youtube, meter, ids).catch((error: unknown) => {
    throw explainFailure(error, place, 'could not read the videos');
  });
  return { videos, pageOf };
}

function describeOne(desired: Desired, live: LiveVideo, page: string): string[] {
  const { policy } = desired;
  const parts: readonly (readonly [keyof Desired['policy']['fields'], string, string])[] = [
    ['title', live.title, desired.title],
    ['tags', live.tags.join(', '), (desired.tags ?? live.tags).join(', ')],
    ['description', live.description, desired.body],
  ];
  const changed = parts
    .map(([field, old, now]) => [field, normalizeText(old), normalizeText(now)] as const)
    .filter(([field, old, now]) => policy.fields[field] === 'full' && old !== now);
  return [
    '',
    `${desired.episodeId}: ${page} (${live.privacy})`,
    ...changed.flatMap(([field, old, now]) => [
      `  ${field}`,
      ...diffLines(old, now).map((line) => `    ${line}`),
    ]),
  ];
}

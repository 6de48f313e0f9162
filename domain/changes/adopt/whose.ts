import type { Episode } from '../../content/catalog/records.ts';
import { type MarkerForms, parseDescription } from '../../render/description/marker.ts';
import type { Desired } from '../../render/desired.ts';
import { markerIdsOf } from '../claims.ts';
import type { LiveVideo } from '../live.ts';
import type { Whose } from './types.ts';

/**
 * Whose a video is, for the advice on it: only one that was handed over may be overwritten. `remembered`: the episode's last run
 * knows it, and no file named it.
 */
export function whoseVideo(input: {
  readonly live: LiveVideo;
  readonly desired: Desired;
  readonly episode: Episode;
  readonly forms: MarkerForms;
  readonly remembered: boolean;
}): Whose {
  const { live, desired, episode, forms, remembered } = input;
  if (desired.policy.manage === 'observe') return 'observed';
  const { marker } = parseDescription(live.description, forms);
  if (marker === undefined) return remembered ? 'ours' : 'not-ours';
  return marker.seal !== undefined && markerIdsOf(episode).includes(marker.episodeId) ? 'ours' : 'not-ours';
}

import { parseFile } from '../content/parse/parse.ts';
import { applyEdits } from './adopt/edit-yaml.ts';

/** The id of the video that an episode's file names; undefined: none, or the file has a fault. */
export const readNamedVideo = (path: string, text: string): string | undefined =>
  parseFile('episode', path, text).record?.youtube?.videoId;

/**
 * An episode's file with the id of its video: only that line changes. undefined: it names one already, or it has a fault, which its
 * author mends first.
 */
export function nameVideo(path: string, text: string, videoId: string): string | undefined {
  const { record } = parseFile('episode', path, text);
  if (record === undefined || record.youtube?.videoId !== undefined || record.kind === 'none')
    return undefined;
  const named = applyEdits(text, [{ key: ['youtube', 'videoId'], value: videoId }]);
  return readNamedVideo(path, named) === videoId ? named : undefined;
}

import type { z } from 'zod';
import type { streamBody } from '../api/body.ts';
import { badRequest } from '../api/errors.ts';
import type { StreamRow } from '../state/rows.ts';

type Body = z.infer<typeof streamBody>;

export const DOMAIN = 'youtube.liveStream';

/** A title of 1 to 128 characters, and a description of at most 10,000. */
export function parseStreamTexts(sent: Body['snippet']): Pick<StreamRow, 'title' | 'description'> {
  const title = sent?.title?.trim() ?? '';
  const description = sent?.description ?? '';
  if (title === '') throw badRequest('titleRequired', 'Title is required', DOMAIN);
  if ([...title].length > 128) throw badRequest('invalidTitle', 'Title is invalid', DOMAIN);
  if ([...description].length > 10_000)
    throw badRequest('invalidDescription', 'Description is invalid', DOMAIN);
  return { title, description };
}

const RESOLUTIONS = ['240p', '360p', '480p', '720p', '1080p', '1440p', '2160p', 'variable'];
const FRAME_RATES = ['30fps', '60fps', 'variable'];

export function parseCdn(cdn: Body['cdn']): Pick<StreamRow, 'ingestionType' | 'resolution' | 'frameRate'> {
  if (cdn === undefined) throw badRequest('cdnRequired', 'Cdn is required', DOMAIN);
  const frameRate = pick(cdn.frameRate, 'frameRate', 'FrameRate', FRAME_RATES);
  const resolution = pick(cdn.resolution, 'resolution', 'Resolution', RESOLUTIONS);
  const ingestionType = pick(cdn.ingestionType, 'ingestionType', 'IngestionType', [
    'rtmp',
    'dash',
    'webrtc',
    'hls',
  ] as const);
  return { frameRate, resolution, ingestionType };
}

function pick<Value extends string>(
  value: string | undefined,
  field: string,
  name: string,
  known: readonly Value[],
): Value {
  if (value === undefined) throw badRequest(`${field}Required`, `${name} is required`, DOMAIN);
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw badRequest(`invalid${name}`, `${name} is invalid`, DOMAIN);
  return found;
}

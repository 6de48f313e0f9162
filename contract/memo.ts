import type { TypedSearchAttributes } from '@temporalio/common';
import type { Remembered } from '../domain/changes/hand-over.ts';
import { ATTRIBUTES } from './search-attributes.ts';

export const REMEMBERED = 'remembered';

/** The memo of an episode's workflow, which `describe` shows of open and ended runs. */
export type EpisodeMemo = { readonly [REMEMBERED]?: Remembered };

type Described = {
  readonly memo?: Readonly<Record<string, unknown>> | undefined;
  readonly typedSearchAttributes: TypedSearchAttributes;
};

/** What a run remembers of its video. Runs of version 0.2 have no memo; their search attribute names the video. */
export function parseRemembered({ memo, typedSearchAttributes }: Described): Remembered | undefined {
  const remembered = memo?.[REMEMBERED];
  if (isRemembered(remembered)) return remembered;
  const videoId = typedSearchAttributes.get(ATTRIBUTES.videoId);
  return typeof videoId === 'string' ? { videoId, unproven: true } : undefined;
}

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' && value !== null && 'videoId' in value && typeof value.videoId === 'string';

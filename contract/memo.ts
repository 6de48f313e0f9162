import type { TypedSearchAttributes } from '@temporalio/common';
import type { Remembered } from '../domain/changes/hand-over.ts';
import type { RefusedSteps } from './episode-steps.ts';
import { ATTRIBUTES } from './search-attributes.ts';

export const REMEMBERED = 'remembered';

export const REFUSED_STEPS = 'refusedSteps';

/** The memo of an episode's workflow, which `describe` shows of open and ended runs. Refused steps: of an ended run. */
export type EpisodeMemo = {
  readonly [REMEMBERED]?: Remembered;
  readonly [REFUSED_STEPS]?: RefusedSteps;
};

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

/** The steps that were still refused when a run ended. */
export function parseRefusedSteps({ memo }: Pick<Described, 'memo'>): RefusedSteps | undefined {
  const refused = memo?.[REFUSED_STEPS];
  return typeof refused === 'object' && refused !== null ? (refused as RefusedSteps) : undefined;
}

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' && value !== null && 'videoId' in value && typeof value.videoId === 'string';

import { Failure, type FailureKind } from '../../domain/shared/failure.ts';
import type { ThumbnailError, ThumbnailFault } from '../../drawing/index.ts';

/** Content is a person's to mend; a drawer that died or hung, as on a crowded machine, is tried again. */
const KINDS: Readonly<Record<ThumbnailFault, FailureKind>> = {
  image: 'stall',
  glyphs: 'stall',
  template: 'stall',
  died: 'bug',
  hung: 'bug',
  memory: 'bug',
  internal: 'bug',
  closed: 'wait',
};

/** A thumbnail that could not be drawn, as a Failure: nothing was sent. */
export const thumbnailFailure = (episodeId: string, { fault, message }: ThumbnailError): Failure =>
  new Failure({
    kind: KINDS[fault],
    reason: `thumbnail-${fault}`,
    message: `the thumbnail of ${episodeId} cannot be drawn: ${message}`,
    outcome: 'not-sent',
  });

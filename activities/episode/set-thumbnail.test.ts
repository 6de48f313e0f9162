import { expect, test } from 'vitest';
import { ThumbnailError, type ThumbnailFault } from '../../drawing/index.ts';
import { thumbnailFailure } from './set-thumbnail.ts';

test.each<[ThumbnailFault, string]>([
  ['glyphs', 'stall'],
  ['image', 'stall'],
  ['template', 'stall'],
  ['hung', 'bug'],
  ['died', 'bug'],
  ['internal', 'bug'],
  ['installation', 'bug'],
  ['closed', 'wait'],
])('%s is a %s', (fault, kind) => {
  const failure = thumbnailFailure('talks/first', new ThumbnailError(fault, 'it said so'));
  expect(failure).toMatchObject({ kind, reason: `thumbnail-${fault}`, outcome: 'not-sent' });
  expect(failure.message).toBe('the thumbnail of talks/first cannot be drawn: it said so');
});

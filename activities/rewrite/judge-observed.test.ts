import { WorkflowNotFoundError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import { buildCatalog, buildVideo, sealedText } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { judgeObserved } from './judge-observed.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const VIDEO = 'video000001';

/** A server whose `episode/a/one` has this status; undefined: it knows none. */
const clientOf = (status: string | undefined) => {
  const describeRun = async () => {
    if (status === undefined) throw new WorkflowNotFoundError('unknown', 'episode/a/one', undefined);
    return { status: { name: status }, typedSearchAttributes: { get: () => undefined } };
  };
  return { workflow: { getHandle: () => ({ describe: describeRun }) } } as unknown as Dependencies['client'];
};

type World = {
  readonly manage?: string;
  readonly start?: string;
  readonly status?: string;
  readonly live?: LiveVideo | undefined;
};

async function judge(world: World) {
  const { manage = 'observe', start = '2026-07-01T12:00:00Z', status } = world;
  const written = { scheduledFor: start, manage, youtube: { videoId: VIDEO } };
  const catalog = buildCatalog({ episodes: { 'a/one': written } });
  const [change] = compareCatalogs({ base: undefined, head: catalog, now: NOW }).changes;
  if (change === undefined) throw new Error('The episode did not change.');
  const live = 'live' in world ? world.live : buildVideo({ videoId: VIDEO, description: 'by hand' });
  const outcome = await judgeObserved({ client: clientOf(status) }, { catalog, change, live });
  return outcome !== undefined && 'count' in outcome ? outcome.count : outcome;
}

describe('an upcoming stream that is only observed', () => {
  it('is compared with the others when no workflow follows it', async () => {
    expect(await judge({})).toBe('not-ours');
    expect(await judge({ status: 'COMPLETED' })).toBe('not-ours');
  });

  it('is left to its own workflow while that is open: it may know an older file, which let it write', async () => {
    expect(await judge({ status: 'RUNNING' })).toBeUndefined();
  });

  it('is left to its own workflow when it may be written, is ours, is over, or is gone', async () => {
    expect(await judge({ manage: 'full' })).toBeUndefined();
    const description = sealedText({ episodeId: 'a/one', title: '', body: 'Text' });
    expect(await judge({ live: buildVideo({ videoId: VIDEO, description }) })).toBeUndefined();
    expect(await judge({ start: '2026-01-01T12:00:00Z' })).toBeUndefined();
    expect(await judge({ live: undefined })).toBeUndefined();
  });
});

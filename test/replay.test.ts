import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, type ReplayWorkerOptions, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import './support/runtime.ts';

// Recorded by test/histories/record.ts. A workflow change that cannot replay one of them would break open workflows at the next start.
const folder = fileURLToPath(new URL('histories', import.meta.url));
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

type Bundle = NonNullable<ReplayWorkerOptions['workflowBundle']>;
/** A workflow that sends its own id in a message would wait for ever under another id. */
const replay = (name: string, workflowBundle: Bundle): Promise<void> => {
  const history = JSON.parse(read(name));
  const { workflowId } = history.events[0].workflowExecutionStartedEventAttributes;
  return Worker.runReplayHistory({ workflowBundle }, history, workflowId);
};

/** Replays all histories in one worker, which is quicker than a worker each. @returns the error of each, by its name */
async function replayAll(workflowBundle: Bundle): Promise<ReadonlyMap<string, Error | undefined>> {
  const histories = names.map((name) => {
    const history = JSON.parse(read(name));
    const { workflowId, originalExecutionRunId } = history.events[0].workflowExecutionStartedEventAttributes;
    return { name, history, workflowId, runId: originalExecutionRunId };
  });
  const errors = new Map<string, Error | undefined>();
  for await (const { runId, error } of Worker.runReplayHistories({ workflowBundle }, histories))
    errors.set(histories.find((history) => history.runId === runId)?.name ?? runId, error);
  return errors;
}

describe('recorded histories', () => {
  it('exist for each workflow type', () => {
    const types = names.map((name) => basename(name).replace(/[-.].*/, ''));
    expect([...new Set(types)].toSorted()).toEqual(['drift', 'episode', 'quota', 'rewrite', 'sync']);
  });

  it.each(names)('%s replays with the current workflows', async (name) => {
    await replay(name, { codePath: inject('build').workflows });
  });

  it.each(names)('%s is small and contains neither a secret nor a picture', (name) => {
    const text = read(name);
    expect(text.length).toBeLessThan(300_000);
    const payloads = readPayloads(JSON.parse(text));
    expect(payloads.length).toBeGreaterThan(0);
    expect(payloads.filter((payload) => payload.length > 100_000)).toEqual([]);
    for (const said of [text, ...payloads.map(decode)]) expect(said).not.toMatch(SECRET);
  });
});

const SECRET = /ya29|Bearer|refresh_?token|client_?secret|GOCSPX/i;

describe('the replay', () => {
  let errors: ReadonlyMap<string, Error | undefined>;
  beforeAll(async () => {
    errors = await replayAll(await bundleWorkflows(new DefaultLogger('ERROR'), { workflowsPath: CHANGED }));
  });

  it.each(names)('rejects %s when its workflow runs one more activity', (name) => {
    expect(errors.get(name)).toBeInstanceOf(DeterminismViolationError);
  });

  it('detects a secret and a picture', () => {
    const data = Buffer.from('{"authorization":"Bearer x"}').toString('base64');
    expect(
      readPayloads({ a: [{ payloads: [{ data }] }] })
        .map(decode)
        .join(),
    ).toMatch(SECRET);
  });
});

/** Each of our workflows with one extra activity at its start. */
const CHANGED = fileURLToPath(new URL('fixtures/changed-workflows.ts', import.meta.url));

/** The data of every payload of the history, base64. */
function readPayloads(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const nested = Object.values(value).flatMap(readPayloads);
  return 'data' in value && typeof value.data === 'string' ? [value.data, ...nested] : nested;
}

const decode = (data: string): string => Buffer.from(data, 'base64').toString('utf8');

import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type ReplayWorkerOptions,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const logging = { filter: 'ERROR' };
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging } });

// Recorded by test/histories/record.ts. A change of a workflow that rejects one of them would break open workflows at the next start.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/histories');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

type Bundle = NonNullable<ReplayWorkerOptions['workflowBundle']>;
/** A workflow that names itself in a message waits for ever under another id. */
const replay = (name: string, workflowBundle: Bundle): Promise<void> => {
  const history = JSON.parse(read(name));
  const { workflowId } = history.events[0].workflowExecutionStartedEventAttributes;
  return Worker.runReplayHistory({ workflowBundle }, history, workflowId);
};

describe('recorded histories', () => {
  it('are there for each workflow type', () => {
    const types = names.map((name) => name.replace(/[-.].*/, ''));
    expect([...new Set(types)].toSorted()).toEqual(['drift', 'episode', 'quota', 'rewrite', 'sync']);
  });

  it.each(names)('%s is replayed by the workflows of today', async (name) => {
    await replay(name, { codePath: inject('bundle') });
  });

  it.each(names)('%s is small and holds neither a secret nor a picture', (name) => {
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
  let scratch: string;
  let changed: Bundle;
  beforeAll(async () => {
    scratch = await copyWorkflows();
    for (const [path, before, after] of CHANGES) await change(scratch, path, before, after);
    const workflowsPath = join(scratch, 'workflows/index.ts');
    changed = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it.each(names)('rejects %s when its workflow does one thing more', async (name) => {
    await expect(replay(name, changed)).rejects.toThrow(DeterminismViolationError);
  });

  it('finds a secret and a picture where there is one', () => {
    const data = Buffer.from('{"authorization":"Bearer x"}').toString('base64');
    expect(
      readPayloads({ a: [{ payloads: [{ data }] }] })
        .map(decode)
        .join(),
    ).toMatch(SECRET);
  });
});

/** One more activity in each workflow, before it does anything else. */
const CHANGES = ['drift', 'episode', 'quota', 'rewrite', 'sync'].map((name) => {
  const more = "await (await import('./effects.ts')).readActivities.readHead();";
  return [`workflows/${name}.ts`, '  const state', `  ${more}\n  const state`] as const;
});

/** The workflows by themselves, with the constants and the helper they take from domain/. */
async function copyWorkflows(): Promise<string> {
  const target = await mkdtemp(join(tmpdir(), 'showrunner-replay-'));
  await cp(join(root, 'workflows'), join(target, 'workflows'), { recursive: true });
  await mkdir(join(target, 'domain'));
  for (const path of ['domain/shared/costs.ts', 'domain/shared/defined.ts'])
    await cp(join(root, path), join(target, path));
  await cp(join(root, 'package.json'), join(target, 'package.json'));
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
  return target;
}

async function change(scratch: string, path: string, before: string, after: string): Promise<void> {
  const text = await readFile(join(scratch, path), 'utf8');
  expect(text).toContain(before);
  await writeFile(join(scratch, path), text.replace(before, after));
}

/** Every payload's data, base64, wherever it stands in the history. */
function readPayloads(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const nested = Object.values(value).flatMap(readPayloads);
  return 'data' in value && typeof value.data === 'string' ? [value.data, ...nested] : nested;
}

const decode = (data: string): string => Buffer.from(data, 'base64').toString('utf8');

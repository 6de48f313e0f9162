import { expect, test } from 'vitest';
import type { WorkflowEvent } from '../contract/workflow-event.ts';
import { createTerminalLog } from './terminal-log.ts';

const SYNCED: WorkflowEvent = { event: 'synced', commit: '427e1b36915fe', needs: 0 };
const UNAVAILABLE = {
  sdkComponent: 'core',
  error: 'Status { code: Unavailable, message: "tcp connect error" }',
};

function open() {
  const lines: string[] = [];
  const clock = { now: 1_000_000 };
  const terminal = createTerminalLog(
    (line) => lines.push(line),
    () => clock.now,
  );
  const reportEvent = (reported: WorkflowEvent, runId = 'one'): void =>
    terminal.onEntry({ level: 'INFO', message: reported.event, meta: { reported, runId } });
  return { lines, clock, terminal, reportEvent };
}

test('prints what a workflow tells, once, although its task is done again', () => {
  const { lines, clock, reportEvent } = open();
  reportEvent(SYNCED);
  reportEvent(SYNCED);
  expect(lines).toEqual(['commit 427e1b3691: done']);
  reportEvent(SYNCED, 'another run');
  clock.now += 10_000;
  reportEvent(SYNCED);
  expect(lines).toHaveLength(3);
});

test('says once that the server is away, and once that it is back', () => {
  const { lines, terminal } = open();
  terminal.answered();
  for (let times = 0; times < 60; times += 1)
    terminal.onEntry({ level: 'WARN', message: 'gRPC call failed', meta: UNAVAILABLE });
  expect(lines).toEqual([expect.stringContaining('the Temporal server does not answer')]);
  terminal.answered();
  terminal.answered();
  expect(lines.slice(1)).toEqual(['the Temporal server answers again']);
});

test('leaves other messages to the log', () => {
  const { lines, terminal } = open();
  terminal.onEntry({ level: 'INFO', message: 'Workflow bundle created', meta: {} });
  terminal.onEntry({ level: 'WARN', message: 'a signal was dropped', meta: { sdkComponent: 'workflow' } });
  terminal.onEntry({ level: 'WARN', message: 'Failing workflow task', meta: { sdkComponent: 'core' } });
  terminal.onEntry({ level: 'DEBUG', message: 'tcp connect error', meta: UNAVAILABLE });
  expect(lines).toEqual([]);
});

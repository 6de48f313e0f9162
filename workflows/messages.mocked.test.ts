import { beforeEach, expect, it, vi } from 'vitest';
import { pause } from '../contract/operator.ts';
import { checkBranch } from '../contract/sync.ts';
import { OPERATOR_KEYS } from './message-keys.ts';
import { receiveMessages } from './messages.ts';

const world = vi.hoisted(() => ({ handlers: {} as Record<string, (argument?: unknown) => unknown> }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, handler: (argument?: unknown) => unknown) => {
    world.handlers[name] = handler;
  },
  log: { warn: () => undefined },
}));
beforeEach(() => {
  world.handlers = {};
});

it('each message is shown once it has changed the state, and one that was dropped is not', () => {
  const seen: string[] = [];
  let state = 'new';
  const { onUpdate, onSignal } = receiveMessages(() => void seen.push(state));
  onUpdate(pause, { does: 'pause', keys: OPERATOR_KEYS, example: { by: 'ann' } }, ({ by = '' }) => {
    state = `paused by ${by}`;
    return 'well';
  });
  onSignal(checkBranch, { because: 'text?' }, () => {
    state = 'checked';
  });
  expect(world.handlers['pause']?.({ by: 'ann' })).toBe('well');
  world.handlers['checkBranch']?.({ because: 'x' });
  world.handlers['checkBranch']?.({ because: 7 });
  expect(seen).toEqual(['paused by ann', 'checked']);
});

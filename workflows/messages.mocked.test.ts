import { beforeEach, expect, it, vi } from 'vitest';
import { pause } from '../contract/operator.ts';
import { checkBranch } from '../contract/sync.ts';
import { OPERATOR_KEYS } from './message-keys.ts';
import { onUpdate, receiveMessages } from './messages.ts';
import { createRefusal } from './pending-update.ts';

type Validator = (argument?: unknown) => void;
const world = vi.hoisted(() => ({
  handlers: {} as Record<string, (argument?: unknown) => unknown>,
  validators: {} as Record<string, Validator | undefined>,
}));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: (
    { name }: { name: string },
    handler: (argument?: unknown) => unknown,
    options?: { readonly validator?: Validator },
  ) => {
    world.handlers[name] = handler;
    world.validators[name] = options?.validator;
  },
  log: { warn: () => undefined },
}));
beforeEach(() => {
  Object.assign(world, { handlers: {}, validators: {} });
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

it('what an update is refused with has no stack: the form of the Temporal UI would show it', () => {
  const refused = (): never => {
    throw new Error('not now');
  };
  onUpdate(pause, { does: 'pause', keys: OPERATOR_KEYS, example: {}, check: refused }, () => 'well');
  const caught = (argument: unknown): unknown => {
    try {
      world.validators['pause']?.(argument);
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(caught({})).toMatchObject({ message: 'not now', stack: '' });
  expect(caught({ by: 7 })).toMatchObject({ message: expect.stringContaining('pause expects'), stack: '' });
  expect(createRefusal('no')).toMatchObject({ message: 'no', stack: '' });
});

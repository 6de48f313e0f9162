import { expect, it } from 'vitest';
import type { UpdateResult } from '../../contract/episode-calls.ts';
import { recordEncoder, recordPhase } from './phase.ts';
import { openEpisode } from './state.ts';

const update = (more: Partial<UpdateResult> = {}): UpdateResult => ({
  ...{ spent: 1, kind: 'unchanged', detail: '', phase: 'upcoming', title: 'One', nextSteps: ['bind'] },
  ...{ status: 'scheduled', overdue: false },
  ...more,
});
const open = () => openEpisode({ episodeId: 'a/one', title: 'One', videoId: 'v' });

it('an overdue stream without an encoder does not ask to start it', () => {
  const state = open();
  recordPhase(state, update({ overdue: true }));
  expect(state.attention).toContain('start the encoder');
  recordEncoder(state, { unbound: '"Old" is still live' });
  expect(state.attention).toBe('its start has passed, and it has no encoder: "Old" is still live');
  recordEncoder(state, {});
  expect(state.attention).toContain('start the encoder');
});

it('one that a person bound meanwhile has its encoder', () => {
  const state = open();
  recordEncoder(state, { unbound: 'busy' });
  recordPhase(state, update());
  expect(state.unbound).toBe('busy');
  recordPhase(state, update({ nextSteps: [] }));
  expect(state.unbound).toBeUndefined();
});

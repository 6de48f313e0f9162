import { expect, it } from 'vitest';
import { attributesOf } from './attributes.ts';
import { openRewrite, type RewriteState } from './state.ts';

const request = { checksum: 'c', changeKeys: ['k'], units: 1, exceeded: [] } as never;
const open = (changes: Partial<RewriteState>): RewriteState => ({
  ...openRewrite({
    commit: 'c',
    subject: 's',
    seq: 1,
    baseCommits: [],
    total: 9,
    startedAt: 1,
    setsPhase: true,
  }),
  ...changes,
});
const waits = { excluded: { open: request, checksum: 'c' } };
const rejected = { excluded: { rejected: request, checksum: 'c' } };

it.each([
  [{}, 'running', []],
  [{ pausedBy: 'ann' }, 'paused', ['paused']],
  [waits, 'waiting', ['approval']],
  [{ ...waits, pausedBy: 'ann' }, 'waiting', ['approval', 'paused']],
  [rejected, 'rejected', []],
  [{ isOver: true }, 'done', []],
  [{ ...waits, pausedBy: 'ann', superseded: true, isOver: true }, 'superseded', []],
] as const)('%j is %s', (changes, phase, reasons) => {
  expect(attributesOf(open(changes))).toEqual({ phase, reasons, needsAttention: reasons.length > 0 });
});

it('a run of version 0.2 sets what it set then, and nothing at its end', () => {
  const phaseOf = (changes: Partial<RewriteState>) =>
    attributesOf(open({ ...changes, setsPhase: undefined }));
  expect(phaseOf({ isOver: true })).toEqual({ phase: 'running', needsAttention: false });
  expect(phaseOf(waits)).toEqual({ phase: 'waiting', needsAttention: true });
  expect(phaseOf(rejected)).toEqual({ phase: 'rejected', needsAttention: false });
  expect(phaseOf({ ...waits, superseded: true })).toEqual({ phase: 'running', needsAttention: false });
});

import { expect, it } from 'vitest';
import { toSummary } from './summary.ts';

it('leaves a short text as it is', () => {
  expect(toSummary('reconcile a/b')).toBe('reconcile a/b');
});

it.each(['a', 'é', '漢', '🙂'])(
  'cuts a long text of "%s" between characters, below 200 bytes',
  (character) => {
    const cut = toSummary(character.repeat(300));
    expect(new TextEncoder().encode(cut).length).toBeLessThanOrEqual(200);
    expect(cut).toMatch(/…$/);
    expect(cut).not.toContain('�');
  },
);

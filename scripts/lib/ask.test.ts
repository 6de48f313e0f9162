import { expect, it } from 'vitest';
import { askAtTerminal } from './ask.ts';

it('without a terminal nobody is asked, and nothing waits', async () => {
  const { isTTY } = process.stdin;
  process.stdin.isTTY = false;
  try {
    expect(await askAtTerminal('Really?')).toBeUndefined();
  } finally {
    process.stdin.isTTY = isTTY;
  }
});

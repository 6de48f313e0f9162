import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askFor } from './questions.ts';

const DEFAULTS = {
  name: 'academy',
  channel: 'UCshowrunnerlocal0000000',
  show: 'Episodes',
  host: 'The Host',
  ci: true,
};

/** A terminal at which `keys` are pressed, one list for each question. */
function openTerminal(keys: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  let asked = 0;
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    // Each question is drawn with its mark first.
    const questions = shown.split('◆').length - 1;
    if (questions <= asked || asked >= keys.length) return;
    const pressed = keys[asked] ?? '';
    asked = questions;
    setImmediate(() => input.write(pressed));
  });
  return { streams: { input, output }, shown: () => shown };
}

test('asks for what no flag names; Enter takes the default', async () => {
  const { streams, shown } = openTerminal(['\r', '\r', '\r']);
  const answers = await askFor({ name: 'Tidemark', ci: false }, DEFAULTS, streams);
  expect(answers).toEqual({ ...DEFAULTS, name: 'Tidemark', ci: false });
  expect(shown()).not.toContain('What is the academy called?');
  expect(shown()).toContain('Who hosts it?');
});

test('takes what is typed, and Ctrl-C ends it', async () => {
  const typed = openTerminal(['Wharf\r']);
  const { name: _name, ...rest } = DEFAULTS;
  expect((await askFor(rest, DEFAULTS, typed.streams)).name).toBe('Wharf');
  const cancelled = openTerminal(['\u0003']);
  await expect(askFor(rest, DEFAULTS, cancelled.streams)).rejects.toThrow('cancelled: nothing was written');
});

import { expect, test } from 'vitest';
import { createInstallationError, isLacking } from './installation.ts';

test('a package or file of ours that is not there is a fault of the installation; other errors are not', async () => {
  const lacking: string = 'no-such-package';
  const error = await import(lacking).catch((reason: unknown) => reason);
  expect(isLacking(error)).toBe(true);
  expect(isLacking(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toBe(true);
  expect(isLacking(new TypeError('x is not a function'))).toBe(false);
  expect(isLacking(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))).toBe(false);
});

test('the message is one line, without the trace', () => {
  const said = 'died (exit code 1): node:internal\n    throw err;\n\nError: Cannot find x\n    at y (z:1)';
  expect(createInstallationError(said)).toMatchObject({
    fault: 'installation',
    message:
      'no thumbnail can be drawn on this machine: the drawing process cannot start (Error: Cannot find x). Install Showrunner again on this machine, with its optional packages',
  });
});

import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, 'journal.jsonl');
const reopen = () => {
  const lines: unknown[] = [];
  const journal = openJournal(
    folder,
    (line) => lines.push(line),
    () => lines,
  );
  return { lines, journal };
};

test('lines are in the file when append returns', () => {
  const { journal } = reopen();
  journal.append([{ a: 1 }, { b: 'é' }]);
  expect(readFileSync(path(), 'utf8')).toBe('{"a":1}\n{"b":"é"}\n');
  journal.close();
  expect(reopen().lines).toEqual([{ a: 1 }, { b: 'é' }]);
});

test('an incomplete last line is ignored, and later lines are complete', () => {
  reopen().journal.append([{ a: 1 }]);
  appendFileSync(path(), '{"b":');
  const { lines, journal } = reopen();
  expect(lines).toEqual([{ a: 1 }]);
  journal.append([{ c: 3 }]);
  expect(reopen().lines).toEqual([{ a: 1 }, { c: 3 }]);
});

test('a line that is not JSON is an error with its position', () => {
  reopen();
  appendFileSync(path(), '{"a":1}\nnonsense\n');
  expect(() => reopen()).toThrow(`${path()}:2`);
});

test('opening keeps only the snapshot', () => {
  reopen().journal.append([{ a: 1 }, { a: 2 }]);
  openJournal(
    folder,
    () => {},
    () => [{ a: 2 }],
  ).close();
  expect(readFileSync(path(), 'utf8')).toBe('{"a":2}\n');
});

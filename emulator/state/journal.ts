import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type Journal = {
  /** Appends lines with one `write`. The kernel has them before the answer is sent, so a `kill -9` loses no answered call. */
  append(lines: readonly unknown[]): void;
  close(): void;
};

const NOTHING: Journal = { append() {}, close() {} };

/**
 * Opens `FOLDER/journal.jsonl`, a JSON value a line. An incomplete last line, of a crash while writing, is ignored. `replay` receives
 * the lines; then the file is rewritten with those of `snapshot`.
 */
export function openJournal(
  folder: string | undefined,
  replay: (line: unknown) => void,
  snapshot: () => Iterable<unknown>,
): Journal {
  if (folder === undefined) return NOTHING;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'journal.jsonl');
  for (const line of readLines(path)) replay(line);
  rewrite(path, snapshot());
  const file = openSync(path, 'a');
  return {
    append: (lines) => {
      if (lines.length > 0) writeAll(file, serialize(lines));
    },
    close: () => closeSync(file),
  };
}

function* readLines(path: string): Generator<unknown> {
  if (!existsSync(path)) return;
  const text = readFileSync(path, 'utf8');
  let start = 0;
  let number = 1;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield parseLine(text.slice(start, end), `${path}:${number}`);
    start = end + 1;
    number += 1;
  }
}

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${place}: expected a line of JSON; move the file away to start with an empty channel`);
  }
}

/** Writes a new file and renames it over the old one: after a crash, one of the two is complete. */
function rewrite(path: string, lines: Iterable<unknown>): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w');
  let batch: unknown[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < 1000) continue;
    writeAll(file, serialize(batch));
    batch = [];
  }
  writeAll(file, serialize(batch));
  closeSync(file);
  renameSync(fresh, path);
}

function serialize(lines: readonly unknown[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** `writeSync` may write less than it was given. */
function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

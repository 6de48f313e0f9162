import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { RepositoryError } from './errors.ts';
import { type Git, translateError } from './git.ts';

export type ObjectInfo = { readonly id: string; readonly type: string; readonly size: number };
export type GitObject = Omit<ObjectInfo, 'size'> & { readonly bytes: Buffer };

/** `missing`: not in the repository, or not of the wanted type; `too-large`: above the limit. */
export type ObjectAnswer = GitObject | 'missing' | 'too-large';

/**
 * Reads objects by names that git understands (an id, `main^{tree}`, `main:academy.yaml`) with two processes, which are started when
 * they are first needed. Every function throws RepositoryError.
 */
export type ObjectReader = {
  /** What there is; nothing else than headers is read. */
  describe(names: readonly string[]): Promise<ReadonlyMap<string, ObjectInfo | 'missing'>>;
  /** What is too large is not read: it is in no memory, not even git's. */
  read(names: readonly string[], limits: ReadLimits): Promise<ReadonlyMap<string, ObjectAnswer>>;
  /** Ends both processes. */
  close(): Promise<void>;
};

export type ReadLimits = { readonly type: 'blob' | 'tree' | 'commit'; readonly maxBytes: number };

export function openObjects(git: Git): ObjectReader {
  const headers = openOnce(() => startBatch(git, '--batch-check'));
  const contents = openOnce(() => startBatch(git, '--batch'));
  const known = new Map<string, ObjectInfo | 'missing'>();
  const describe: ObjectReader['describe'] = async (names) => {
    const unknown = names.filter((name) => !known.has(name));
    for (const { name, info } of await ask(headers, unknown)) known.set(name, info ?? 'missing');
    return new Map(names.map((name) => [name, known.get(name) ?? 'missing']));
  };
  return {
    describe,
    read: async (names, { type, maxBytes }) => {
      const infos = await describe(names);
      const isWanted = (info: ObjectInfo | 'missing' | undefined): boolean =>
        info !== undefined && info !== 'missing' && info.type === type;
      const isSmall = (name: string): boolean => sizeOf(infos.get(name)) <= maxBytes;
      const wanted = names.filter((name) => isWanted(infos.get(name)) && isSmall(name));
      const answers = new Map<string, ObjectAnswer>(
        names.map((name) => [name, isWanted(infos.get(name)) ? 'too-large' : 'missing']),
      );
      for (const { name, info, bytes } of await ask(contents, wanted))
        answers.set(name, info === undefined ? 'missing' : { id: info.id, type: info.type, bytes });
      return answers;
    },
    close: async () => {
      await Promise.all([headers.close(), contents.close()]);
    },
  };
}

const sizeOf = (info: ObjectInfo | 'missing' | undefined): number =>
  info === undefined || info === 'missing' ? 0 : info.size;

/** Opens a reader for as long as `use` runs. */
export async function withObjects<T>(git: Git, use: (objects: ObjectReader) => Promise<T>): Promise<T> {
  const objects = openObjects(git);
  try {
    return await use(objects);
  } finally {
    await objects.close();
  }
}

type Answer = { readonly name: string; readonly info: ObjectInfo | undefined; readonly bytes: Buffer };
type Batch = { request(names: readonly string[]): Promise<readonly Answer[]>; close(): Promise<void> };
type Lazy = { open(): Promise<Batch>; close(): Promise<void> };

function openOnce(start: () => Promise<Batch>): Lazy {
  let opened: Promise<Batch> | undefined;
  return {
    open: () => {
      opened ??= start();
      return opened;
    },
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}

/** Each name once. */
async function ask({ open }: Lazy, names: readonly string[]): Promise<readonly Answer[]> {
  // A line end would be a second request.
  const asked = [...new Set(names)].filter((name) => !/[\n\0]/.test(name));
  if (asked.length === 0) return [];
  return (await open()).request(asked);
}

type Pending = {
  readonly name: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};

/** Milliseconds without an answer. */
const SILENCE_MS = 60_000;

async function startBatch(git: Git, mode: '--batch' | '--batch-check'): Promise<Batch> {
  const child = await git.start(['cat-file', mode]);
  const pending: Pending[] = [];
  const timer = setTimeout(
    () => (pending.length === 0 ? timer.refresh() : child.kill('SIGKILL')),
    SILENCE_MS,
  );
  const read = createReader(mode === '--batch', (info, bytes) => {
    const next = pending.shift();
    next?.resolve({ name: next.name, info, bytes });
  });
  child.stdout.on('data', (chunk: Buffer) => {
    timer.refresh();
    read(chunk);
  });
  // The process may be gone: `ended` says so.
  child.stdin.on('error', () => undefined);
  let failure: Error | undefined;
  const ended = waitForEnd(child).then((error) => {
    clearTimeout(timer);
    failure = error;
    for (const { reject } of pending.splice(0)) reject(error);
  });
  return {
    request: (names) => {
      if (failure !== undefined) return Promise.reject(failure);
      const answers = names.map(
        (name) =>
          new Promise<Answer>((resolve, reject) => {
            pending.push({ name, resolve, reject });
          }),
      );
      child.stdin.write(`${names.join('\n')}\n`);
      return Promise.all(answers);
    },
    close: async () => {
      child.stdin.end();
      if (pending.length > 0) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What to tell those who still wait for an answer then. */
function waitForEnd(child: ChildProcessWithoutNullStreams): Promise<RepositoryError> {
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < MAX_SAID) said += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(translateError(error, 'cat-file')));
    child.on('close', () => {
      const message = said.trim() || 'ended before it answered every request';
      resolve(translateError(new Error(message), 'cat-file'));
    });
  });
}

/** Characters of messages that are kept. */
const MAX_SAID = 10_000;

/** `<id> <type> <size>\n`, then the bytes and `\n` if contents are asked for; or `<name> missing\n`: in chunks that may end anywhere. */
function createReader(
  hasContents: boolean,
  answer: (info: ObjectInfo | undefined, bytes: Buffer) => void,
): (chunk: Buffer) => void {
  let header: Buffer[] = [];
  let open: { readonly info: ObjectInfo; readonly parts: Buffer[]; left: number } | undefined;

  const readHeader = (chunk: Buffer): Buffer => {
    const end = chunk.indexOf(10);
    header.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (end === -1) return EMPTY;
    const info = parseHeader(Buffer.concat(header).toString('latin1'));
    header = [];
    if (info === undefined || !hasContents) answer(info, EMPTY);
    else open = { info, parts: [], left: info.size + 1 };
    return chunk.subarray(end + 1);
  };
  const readBody = (chunk: Buffer, body: NonNullable<typeof open>): Buffer => {
    const part = chunk.subarray(0, body.left);
    body.left -= part.length;
    body.parts.push(part);
    if (body.left === 0) {
      open = undefined;
      // The line end after the bytes is not part of the object.
      answer(body.info, Buffer.concat(body.parts).subarray(0, -1));
    }
    return chunk.subarray(part.length);
  };
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) rest = open === undefined ? readHeader(rest) : readBody(rest, open);
  };
}

const EMPTY = Buffer.alloc(0);

function parseHeader(line: string): ObjectInfo | undefined {
  const [, id, type, size] = /^([0-9a-f]{40}|[0-9a-f]{64}) (\w+) (\d+)$/.exec(line) ?? [];
  return id === undefined || type === undefined ? undefined : { id, type, size: Number(size) };
}

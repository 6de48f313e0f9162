import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { RepositoryError } from './errors.ts';
import { translateError } from './translate-error.ts';

export type ObjectInfo = { readonly id: string; readonly type: string; readonly size: number };
/** `info` is undefined when there is no such object; `bytes` are empty when only headers were asked for. */
export type NamedObject = {
  readonly name: string;
  readonly info: ObjectInfo | undefined;
  readonly bytes: Buffer;
};

/** Answers each name once. Throws RepositoryError. */
type Ask = (names: readonly string[]) => Promise<readonly NamedObject[]>;

/** Objects of one repository, read by processes that all its readers share. */
export type ObjectProcesses = { readonly describe: Ask; readonly read: Ask };

type Start = (args: readonly string[]) => Promise<ChildProcessWithoutNullStreams>;

/** Milliseconds that a process waits for the next request: starting one stops a large program for several. */
const IDLE_MS = 3_000;
/** Milliseconds until it is replaced, busy or not: it may hold files that git has removed. */
const MAX_AGE_MS = 30_000;
/** Milliseconds without an answer. */
const SILENCE_MS = 60_000;

/** Processes are started when they are first needed, and keep no program alive that has nothing to ask. */
export const createObjectProcesses = (start: Start): ObjectProcesses => ({
  describe: createAsk(() => start(['cat-file', '--batch-check']), false),
  read: createAsk(() => start(['cat-file', '--batch']), true),
});

type ObjectProcess = { readonly request: Ask; retire(): void };
type Current = { readonly process: Promise<ObjectProcess>; readonly startedAt: number };

function createAsk(start: () => Promise<ChildProcessWithoutNullStreams>, hasContents: boolean): Ask {
  let current: Current | undefined;
  const open = (): Current => {
    const opened: Current = {
      process: start().then((child) => serve(child, hasContents, forget)),
      startedAt: performance.now(),
    };
    function forget(): void {
      if (current === opened) current = undefined;
    }
    opened.process.catch(forget);
    return opened;
  };
  return async (names) => {
    // A line end would be a second request.
    const asked = [...new Set(names)].filter((name) => !/[\n\0]/.test(name));
    if (asked.length === 0) return [];
    if (current !== undefined && performance.now() - current.startedAt > MAX_AGE_MS) {
      void current.process.then((old) => old.retire());
      current = undefined;
    }
    current ??= open();
    return (await current.process).request(asked);
  };
}

type Pending = {
  readonly name: string;
  readonly resolve: (answer: NamedObject) => void;
  readonly reject: (error: Error) => void;
};

/** @param forget called when the process takes no more requests */
function serve(
  child: ChildProcessWithoutNullStreams,
  hasContents: boolean,
  forget: () => void,
): ObjectProcess {
  const pending: Pending[] = [];
  const retire = (): void => {
    forget();
    // It answers what it was asked before it ends.
    child.stdin.end();
  };
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    timer = setTimeout(retire, IDLE_MS).unref();
    unref(child);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
    ref(child);
  };
  const read = createReader(hasContents, (info, bytes) => {
    const next = pending.shift();
    next?.resolve({ name: next.name, info, bytes });
  });
  child.stdout.on('data', (chunk: Buffer) => {
    timer?.refresh();
    read(chunk);
    if (pending.length === 0) rest();
  });
  // The process may be gone: what it said tells why.
  child.stdin.on('error', () => undefined);
  let failure: Error | undefined;
  void waitForEnd(child).then((error) => {
    clearTimeout(timer);
    forget();
    failure = error;
    for (const { reject } of pending.splice(0)) reject(error);
  });
  const request: Ask = (names) => {
    if (failure !== undefined) return Promise.reject(failure);
    if (pending.length === 0) wait();
    const answers = names.map(
      (name) =>
        new Promise<NamedObject>((resolve, reject) => {
          pending.push({ name, resolve, reject });
        }),
    );
    child.stdin.write(`${names.join('\n')}\n`);
    return Promise.all(answers);
  };
  return { request, retire };
}

/** Pipes are sockets, which the types do not say. */
type Handle = { ref?(): unknown; unref?(): unknown };
const handlesOf = (child: ChildProcessWithoutNullStreams): readonly Handle[] => [
  child,
  child.stdin as Handle,
  child.stdout as Handle,
  child.stderr as Handle,
];

/** Lets it keep this program running, while somebody waits for an answer. */
function ref(child: ChildProcessWithoutNullStreams): void {
  for (const handle of handlesOf(child)) handle.ref?.();
}

function unref(child: ChildProcessWithoutNullStreams): void {
  for (const handle of handlesOf(child)) handle.unref?.();
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

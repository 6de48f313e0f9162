import { join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { type Outcome, printError, printOutcome } from './outcome.ts';
import { findWorktree } from './worktree.ts';

const CONTENT = /^(academy\.yaml$|(episodes|guests|shows|sponsors|templates|thumbnails|thumbs)(\/|$))/;
/** Editors write a file in several steps. */
const QUIET_MS = 60;

type Input = {
  /** A folder of the content's work tree. */
  readonly location: string;
  /** After a run: more files or folders at its root that are content. */
  readonly also?: () => ReadonlySet<string>;
  readonly asJson?: boolean | undefined;
  readonly run: () => Promise<Outcome>;
};

/**
 * Runs at once and again whenever content changes, until Ctrl-C, which is a success: exit code 0. Prints each outcome or error; a
 * terminal shows only the newest.
 */
export async function watchContent({ location, also, asJson, run }: Input): Promise<undefined> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  await watchFolder(await findWorktree(location), stop.signal, async () => {
    if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    await run().then(
      (outcome) => printOutcome(outcome, asJson),
      (error) => printError(error, asJson),
    );
    return also?.();
  });
  process.exitCode = 0;
  return undefined;
}

/**
 * Calls `onChange` once, and again when content below `folder` changed, one call at a time; changes during a call cause one more. What it
 * answers, files and folders at the root, counts as content from then on: a commit may name a picture anywhere. Does not follow links.
 * Resolves when `signal` aborts.
 */
export async function watchFolder(
  folder: string,
  signal: AbortSignal,
  onChange: () => Promise<ReadonlySet<string> | undefined>,
): Promise<void> {
  const also = new Set<string>();
  const isContent = (path: string): boolean => CONTENT.test(path) || also.has(path.split('/')[0] ?? '');
  const isIgnored = (path: string): boolean =>
    path !== folder && !isContent(relative(folder, path).split(sep).join('/'));
  const watcher = watch(folder, { ignored: isIgnored, ignoreInitial: true, followSymlinks: false });
  const runner = createRunner(async () => {
    for (const name of (await onChange()) ?? []) {
      if (also.has(name) || isContent(name)) continue;
      also.add(name);
      watcher.add(join(folder, name));
    }
  });
  let quiet: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(quiet);
    quiet = setTimeout(runner.request, QUIET_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  runner.request();
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  clearTimeout(quiet);
  await watcher.close();
  await runner.idle();
}

/** Runs a task one at a time; requests during a run cause one more run. */
function createRunner(task: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let isRequested = false;
  const loop = async (): Promise<void> => {
    do {
      isRequested = false;
      await task();
    } while (isRequested);
    running = undefined;
  };
  return {
    request: (): void => {
      if (running === undefined) running = loop();
      else isRequested = true;
    },
    idle: async (): Promise<void> => running,
  };
}

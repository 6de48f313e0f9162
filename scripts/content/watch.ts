import { relative, sep } from 'node:path';
import { watch } from 'chokidar';

const CONTENT = /^(academy\.yaml$|(episodes|guests|shows|sponsors|templates|thumbnails|thumbs)(\/|$))/;
/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 60;

/**
 * Calls once, and again whenever content below `folder` changed, never twice at a time; what changes meanwhile counts for one more
 * call. Links are not followed. Resolves when `signal` aborts.
 */
export async function watchContent(input: {
  readonly folder: string;
  /** Files or folders below it, by their first name, that are content too. */
  readonly also?: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly onChange: () => Promise<void>;
}): Promise<void> {
  const { folder, also, signal, onChange } = input;
  const isContent = (path: string): boolean =>
    CONTENT.test(path) || also?.has(path.split('/')[0] ?? '') === true;
  const isOther = (path: string): boolean =>
    path !== folder && !isContent(relative(folder, path).split(sep).join('/'));
  const watcher = watch(folder, { ignored: isOther, ignoreInitial: true, followSymlinks: false });
  const runner = createRunner(onChange);
  let quiet: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(quiet);
    quiet = setTimeout(runner.run, QUIET_MILLISECONDS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  runner.run();
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  clearTimeout(quiet);
  await watcher.close();
  await runner.idle();
}

/** Runs a task again when it is asked for while it runs. */
function createRunner(task: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (again);
    running = undefined;
  };
  return {
    run: (): void => {
      if (running === undefined) running = loop();
      else again = true;
    },
    idle: async (): Promise<void> => running,
  };
}

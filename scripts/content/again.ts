import { watchContent } from './watch.ts';
import { findWorktree } from './worktree.ts';

/** Calls at once and again whenever content changed, until Ctrl+C, which is how it is meant to end: 0. A terminal shows only the newest. */
export async function showAgain(input: {
  /** A folder of the content's work tree. */
  readonly location: string;
  /** Files or folders below its root to watch as well. */
  readonly also?: ReadonlySet<string>;
  readonly show: () => Promise<void>;
}): Promise<void> {
  const { location, also, show } = input;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  await watchContent({
    folder: await findWorktree(location),
    ...(also === undefined ? {} : { also }),
    signal: stop.signal,
    onChange: async () => {
      if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
      await show();
    },
  });
  process.exitCode = 0;
}

import { setTimeout as wait } from 'node:timers/promises';
import { watch } from 'chokidar';
import type { GitSource } from './source.ts';

export type WatchOptions = {
  /** Milliseconds between two looks that need no event: 2,000 of a local repository, 60,000 of a URL. */
  readonly pollMs?: number;
};
export type Watch = { close(): Promise<void> };

/** A commit moves several files: one call for what comes together. */
const TOGETHER_MS = 25;

/**
 * Calls when there may be a new commit, and once at the start: what came before that is not missed. Events are quick, the poll
 * is sure; that a poll begins to fail, or ends to, is a change too.
 */
export function watchSource(source: GitSource, onChange: () => void, options: WatchOptions = {}): Watch {
  let due: NodeJS.Timeout | undefined;
  const report = () => {
    due ??= setTimeout(() => {
      due = undefined;
      onChange();
    }, TOGETHER_MS);
  };
  const events = watch([...source.watched], {
    ignoreInitial: true,
    ignored: (path) => path.endsWith('.lock'),
  });
  // Where the system has no watches left, the poll remains.
  events.on('all', report).on('error', () => undefined);
  const poll = startPoll(source, report, options.pollMs ?? source.pollMs);
  return {
    close: async () => {
      await Promise.all([poll.close(), events.close()]);
      clearTimeout(due);
    },
  };
}

const PATIENCE_MS = 1_000;

function startPoll(source: GitSource, report: () => void, everyMs: number): Watch {
  let seen: string | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const now = await source.peek().catch(String);
    if (closed) return;
    if (now !== seen) report();
    seen = now;
    timer = setTimeout(run, everyMs);
  };
  const run = () => {
    looking = look();
  };
  let looking = look();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      // A look at a host that does not answer can take a minute.
      await Promise.race([looking, wait(PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import { watch } from 'chokidar';
import type { GitSource } from './git.ts';

export type WatchOptions = {
  /** Milliseconds between two polls. Default: 2,000 for a local repository, 60,000 for a URL. */
  readonly pollMs?: number;
};
export type Watch = { close(): Promise<void> };

/** A commit changes several files: events within this time cause one call. */
const DEBOUNCE_MS = 25;

/**
 * Calls `onChange` when there may be a new commit, and once at the start, so that earlier commits are not missed. File events are
 * fast, polling is reliable. A poll that starts or stops failing also counts as a change.
 */
export function watchSource(source: GitSource, onChange: () => void, options: WatchOptions = {}): Watch {
  let due: NodeJS.Timeout | undefined;
  const report = () => {
    due ??= setTimeout(() => {
      due = undefined;
      onChange();
    }, DEBOUNCE_MS);
  };
  const events = watch([...source.watched], {
    ignoreInitial: true,
    ignored: (path) => path.endsWith('.lock'),
  });
  // If the system has no watches left, polling still works.
  events.on('all', report).on('error', () => undefined);
  const polling = startPolling(source, report, options.pollMs ?? source.pollMs);
  return {
    close: async () => {
      await Promise.all([polling.close(), events.close()]);
      clearTimeout(due);
    },
  };
}

const CLOSE_TIMEOUT_MS = 1_000;

function startPolling(source: GitSource, report: () => void, everyMs: number): Watch {
  let seen: string | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const poll = async () => {
    const now = await source.peek().catch(String);
    if (closed) return;
    if (now !== seen) report();
    seen = now;
    timer = setTimeout(run, everyMs);
  };
  const run = () => {
    polling = poll();
  };
  let polling = poll();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      // Polling a host that does not answer can take a minute.
      await Promise.race([polling, wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

import type { Daemon } from './daemon.ts';

const LOOK_MS = 500;

/**
 * What `restart: unless-stopped` of the compose file does: starts each that has ended again, for whatever reason, and again when it
 * cannot start yet. @returns a function that ends this
 */
export function restartUnlessStopped(daemons: readonly Daemon[]): () => Promise<void> {
  const starting = new Map<Daemon, Promise<void>>();
  const timer = setInterval(() => {
    for (const daemon of daemons) {
      if (daemon.isRunning() || starting.has(daemon)) continue;
      const started = daemon
        .start()
        .catch(() => undefined)
        .finally(() => starting.delete(daemon));
      starting.set(daemon, started);
    }
  }, LOOK_MS);
  return async () => {
    clearInterval(timer);
    for (const daemon of daemons) await daemon.end('SIGKILL');
    await Promise.all(starting.values());
    for (const daemon of daemons) await daemon.end('SIGKILL');
  };
}

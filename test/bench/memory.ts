import { readFile } from 'node:fs/promises';

export type MemoryWatch = { stop(): Promise<{ readonly now: number; readonly peak: number }> };

/** Watches the resident memory of one process, in bytes. */
export function watchMemory(pid: number): MemoryWatch {
  let peak = 0;
  const look = async (): Promise<number> => {
    const now = await readMemory(pid);
    peak = Math.max(peak, now);
    return now;
  };
  const timer = setInterval(() => void look().catch(() => undefined), 200);
  return {
    stop: async () => {
      clearInterval(timer);
      const now = await look();
      return { now, peak };
    },
  };
}

/** Linux only: elsewhere it is 0. */
async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
}

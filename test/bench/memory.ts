import { readFile } from 'node:fs/promises';

/** Bytes: as it began, and at most. */
export type Memory = { readonly rest: number; readonly peak: number };
type MemoryWatch = { stop(): Promise<Memory> };

/** Watches the resident memory of one process, in bytes. */
export async function watchMemory(pid: number): Promise<MemoryWatch> {
  const rest = await readMemory(pid);
  let peak = rest;
  const look = async (): Promise<void> => {
    peak = Math.max(peak, await readMemory(pid));
  };
  const timer = setInterval(() => void look().catch(() => undefined), 200);
  return {
    stop: async () => {
      clearInterval(timer);
      await look();
      return { rest, peak };
    },
  };
}

/** Linux only: elsewhere it is 0. */
async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
}

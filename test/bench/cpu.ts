import { readdir, readFile } from 'node:fs/promises';

// What Linux counts in: 100 ticks a second everywhere that Node runs.
const TICK_MS = 10;

type Process = { readonly parent: number; readonly ms: number };

/** Processor time in ms of all that this process started and that still runs: on a busy machine it says more than the clock. Linux only. */
export async function readCpuOfChildren(): Promise<number> {
  const processes = await readProcesses();
  const isOurs = (pid: number): boolean => {
    const parent = processes.get(pid)?.parent;
    return parent !== undefined && (parent === process.pid || isOurs(parent));
  };
  return [...processes].reduce((sum, [pid, { ms }]) => (isOurs(pid) ? sum + ms : sum), 0);
}

/** Processor time in ms of all that this process started and that has ended. Linux only. */
export async function readCpuOfEnded(): Promise<number> {
  const fields = await readFields('self');
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * TICK_MS;
}

async function readProcesses(): Promise<Map<number, Process>> {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  return new Map(found.flat());
}

async function readProcess(pid: string): Promise<[number, Process][]> {
  const fields = await readFields(pid);
  if (fields.length < 13) return [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return [[Number(pid), { parent: Number(fields[1]), ms: ticks * TICK_MS }]];
}

/** Behind the name in brackets, which may hold anything: state, parent, ... user time, system time, both of ended children. */
async function readFields(pid: string): Promise<readonly string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

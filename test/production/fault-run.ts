import { setTimeout as wait } from 'node:timers/promises';
import { NEXT_YEAR, upcoming } from '../support/academy-files.ts';
import type { ProductionAcademy } from './academy.ts';

/** Calls whose answers YouTube withholds: each is applied, and the connection is cut instead of an answer. */
const WITHHELD = [
  'liveBroadcasts.insert',
  'liveBroadcasts.bind',
  'videos.update',
  'thumbnails.set',
  'playlistItems.insert',
];

type Fault = (academy: ProductionAcademy) => Promise<unknown>;

/** It is started again at once, as every service is that ends. */
const killWorker =
  (index: number): Fault =>
  async ({ production }) =>
    production.workers[index]?.end('SIGKILL');

const killServer: Fault = async ({ production: { temporal } }) => {
  await temporal.end('SIGKILL');
  await temporal.start();
};

/** "Immediate": as at a power failure, it comes back by its write-ahead log. */
const stopDatabase: Fault = async ({ production: { postgres } }) => {
  await postgres.end('SIGQUIT');
  await postgres.start();
};

const withholdAnswers: Fault = async ({ youtube }) => {
  for (const method of WITHHELD) await youtube.fault({ method, kind: 'withhold', times: 2 });
};

export const FAULTS: Readonly<Record<string, Fault>> = {
  'kill -9 of the first worker': killWorker(0),
  'answers of YouTube withheld': withholdAnswers,
  'kill -9 of the server': killServer,
  'PostgreSQL stopped at once': stopDatabase,
  'kill -9 of the second worker': killWorker(1),
};

/** The text that stands for the correction of one round. */
export const correctionOf = (round: number): string => `Correction ${round}`;
export const titleOf = (round: number): string => `Stream ${round}`;
export const episodeOf = (round: number): string => `talks/stream-${round}`;

/** How long the work of a commit goes on before the next fault, in milliseconds: before, in the midst of, and after its calls. */
const PAUSES_MS = [500, 2000, 4000];

/** Each round commits a new stream and a corrected guest, and causes a fault while they are worked on. */
export async function runFaults(
  academy: ProductionAcademy,
  { rounds, log }: { readonly rounds: number; readonly log: (line: string) => void },
): Promise<void> {
  const faults = Object.entries(FAULTS);
  for (let round = 0; round < rounds; round += 1) {
    const [name, cause] = faults[round % faults.length] ?? [];
    await academy.commit(`round ${round}`, {
      [`episodes/${episodeOf(round)}.yaml`]: upcoming(titleOf(round), 'ada, bob', startOf(round)),
      'guests/ada.yaml': `name: Ada Byron\nof: ${correctionOf(round)}\n`,
    });
    await wait(PAUSES_MS[round % PAUSES_MS.length]);
    log(`round ${round}: ${name}`);
    await cause?.(academy);
  }
  await academy.youtube.clearFaults();
}

const startOf = (round: number): string =>
  NEXT_YEAR.replace('-01T', `-${String(round + 2).padStart(2, '0')}T`);

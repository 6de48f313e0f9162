import { readdir, readFile } from 'node:fs/promises';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { withEndings } from './endings.ts';
import { watchMemory } from './memory.ts';
import type { BenchOptions, Row } from './row.ts';
import { milliseconds, time } from './statistics.ts';
import { pictureOf, titleOf } from './thumbnail-picture.ts';

const MEGABYTE = 1024 * 1024;
const CORES = 2;
const FLAT = 1.15;

type ReadBlob = (blob: string) => Promise<Buffer>;

/** Thumbnails one after the other for a long time: the memory of one drawing process. Every title is new, some guests and colours are. */
export const measureMemory = (readBlob: ReadBlob, { quick, tell }: BenchOptions): Promise<Row> =>
  withEndings(async (later) => {
    const thumbnails = createThumbnails();
    later(() => thumbnails.close());
    const stops = quick ? [20, 100, 200] : [100, 1_000, 2_000];
    const sizes: number[] = [];
    for (let run = 1; run <= (stops.at(-1) ?? 0); run += 1) {
      await drawOne(thumbnails, run, readBlob);
      if (stops.includes(run)) sizes.push(await readMemory(tell, run));
    }
    const [, middle = 0, last = 0] = sizes;
    return {
      what: `thumbnail: memory of the drawing process after ${stops.map((stop) => stop.toLocaleString('en')).join(', ')} pictures`,
      measured: `${sizes.map((size) => Math.round(size / MEGABYTE)).join(', ')} MB`,
      goal: 'flat',
      kept: last > 0 && last <= FLAT * middle,
    };
  });

/** From no process to the first picture; then many at once with a process for each core. */
export const measureStartAndPace = (readBlob: ReadBlob, { quick }: BenchOptions): Promise<Row[]> =>
  withEndings(async (later) => {
    const thumbnails = createThumbnails({ workers: CORES });
    later(() => thumbnails.close());
    const cold = await time(() => thumbnails.draw(pictureOf(titleOf(0)), readBlob));
    const many = async (count: number): Promise<void> => {
      const runs = Array.from({ length: count }, (_, run) =>
        thumbnails.draw(pictureOf(titleOf(run)), readBlob),
      );
      await Promise.all(runs);
    };
    await many(20);
    const count = quick ? 40 : 200;
    const { ms } = await time(() => many(count));
    return [
      {
        what: 'thumbnail: the first one of a new drawing process',
        measured: milliseconds(cold.ms),
        goal: '',
      },
      {
        what: `thumbnails a second with ${CORES} processes`,
        measured: (count / (ms / 1000)).toFixed(0),
        goal: '',
      },
    ];
  });

async function drawOne(thumbnails: Thumbnails, run: number, readBlob: ReadBlob): Promise<void> {
  const guest = Math.floor(run / 10);
  const colour = `#${(0x0b132b + 257 * (run % 40)).toString(16).padStart(6, '0')}`;
  await thumbnails.draw(pictureOf(titleOf(run), [`${guest}0`, `${guest}1`], colour), readBlob);
}

async function readMemory(tell: (line: string) => void, run: number): Promise<number> {
  const watch = await watchMemory(await findDrawingProcess());
  const { rest } = await watch.stop();
  tell(`thumbnail ${run}: ${Math.round(rest / MEGABYTE)} MB`);
  return rest;
}

/** The one child of ours that draws. Linux only: elsewhere there is none. */
async function findDrawingProcess(): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    const [command, stat] = await Promise.all(
      ['cmdline', 'stat'].map((file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
    );
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === process.pid && command?.includes('thumbnails/child.ts')) return Number(name);
  }
  return 0;
}
